"""What a zygote preloads, and how torch's own values become plain ones and back."""

from __future__ import annotations

import importlib
import os
import random
import warnings
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np

from .codec import Tensor

_HANDY = """
    bisect collections copy dataclasses decimal enum fractions functools heapq itertools json math operator re
    statistics string textwrap typing numpy.linalg numpy.fft numpy.random numpy.ma numpy.polynomial
"""


@dataclass(frozen=True, slots=True)
class Runtime:
    """`torch` is None where only numpy is offered."""

    torch: ModuleType | None

    def seed(self, seed: int | None) -> None:
        """Every child is a copy of one zygote: without this all runs would draw the same numbers."""
        seed = int.from_bytes(os.urandom(4), "big") if seed is None else seed
        random.seed(seed)
        np.random.seed(seed)
        if self.torch is not None:
            self.torch.manual_seed(seed)

    def names(self) -> dict[str, ModuleType]:
        return {"np": np} if self.torch is None else {"np": np, "torch": self.torch}

    def to_wire(self, value: object) -> object:
        torch: Any = self.torch
        if torch is None or not isinstance(value, torch.Tensor):
            return value
        plain = value.detach().to("cpu")
        name = str(value.dtype).removeprefix("torch.")
        if plain.dtype == torch.bfloat16:
            plain = plain.float()
        parameter = isinstance(value, torch.nn.Parameter)
        return Tensor(plain.resolve_conj().resolve_neg().numpy(), bool(value.requires_grad), parameter, name)

    def tensor(self, value: Tensor) -> object:
        torch: Any = self.torch
        if torch is None:
            return value.array
        tensor = torch.from_numpy(value.array)
        if value.dtype == "bfloat16":
            tensor = tensor.bfloat16()
        if value.parameter:
            return torch.nn.Parameter(tensor, requires_grad=value.requires_grad)
        return tensor.requires_grad_() if value.requires_grad else tensor


def preload(name: str) -> Runtime:
    for module in _HANDY.split():
        importlib.import_module(module)
    _warm_numpy()
    if name == "numpy":
        return Runtime(None)
    torch: Any = importlib.import_module("torch")
    torch.set_num_threads(1)
    # Its thread pool cannot start here, and libgomp would end the process instead of raising.
    torch.set_num_threads = torch.set_num_interop_threads = lambda _count: None
    _warm_torch(torch)
    return Runtime(torch)


def _warm_numpy() -> None:
    square = np.eye(8)
    np.linalg.inv(square @ square)
    np.einsum("ij,jk->ik", square, square)
    np.random.default_rng(0).normal(size=4)


def _warm_torch(torch: Any) -> None:
    """The first step of an optimiser imports half of torch (2.7 s); here it happens once, before the forks."""
    nn = torch.nn
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        net = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.ReLU(), nn.Flatten(), nn.Linear(72, 4))
        for optimiser in (torch.optim.SGD, torch.optim.Adam, torch.optim.AdamW, torch.optim.RMSprop):
            steps = optimiser(net.parameters(), lr=0.01)
            steps.zero_grad()
            nn.functional.cross_entropy(
                net(torch.ones(4, 1, 8, 8)), torch.zeros(4, dtype=torch.long)
            ).backward()
            steps.step()
        block = nn.TransformerEncoderLayer(8, 2, 16, batch_first=True)
        block(torch.ones(2, 3, 8)).sum().backward()
        pairs = torch.utils.data.TensorDataset(torch.ones(4, 2), torch.ones(4))
        list(torch.utils.data.DataLoader(pairs, batch_size=2, shuffle=True))
        _warm_autograd(torch)


def _warm_autograd(torch: Any) -> None:
    class Double(torch.autograd.Function):  # type: ignore[misc]
        @staticmethod
        def forward(ctx: Any, value: Any) -> Any:
            ctx.save_for_backward(value)
            return value * 2

        @staticmethod
        def backward(_ctx: Any, gradient: Any) -> Any:
            return gradient * 2

    one = torch.ones(2, dtype=torch.double, requires_grad=True)
    torch.autograd.gradcheck(Double.apply, (one,))
