"""The second runtime: modules, gradients and training, with the same walls around them."""

from __future__ import annotations

import numpy as np
import pytest
from sandbox_corpus import PRELUDE, World, attacks

from mockinterview.sandbox import Call, Job, Limits, Operation, Read, Ref, RunResult, Sandbox, Snippet, Tensor

pytest.importorskip("torch")

NET = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.bn = nn.BatchNorm1d(4)
        self.fc = nn.Linear(4, 2)
    def forward(self, x):
        return self.fc(self.bn(x))

class Relu(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(min=0)
    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return g * (x > 0)

def train(net, x, y):
    steps = torch.optim.Adam(net.parameters(), lr=0.1)
    for _ in range(50):
        steps.zero_grad()
        loss = nn.functional.mse_loss(net(x), y)
        loss.backward()
        steps.step()
    return loss
"""


def run(box: Sandbox, code: str, *operations: Operation, limits: Limits | None = None) -> RunResult:
    return box.run(Job(code, operations, "torch", limits))


def test_a_module_is_built_loaded_run_and_read(box: Sandbox) -> None:
    rng = np.random.default_rng(0)
    x, weight = (rng.normal(size=shape).astype("f4") for shape in ((8, 4), (2, 4)))
    result = run(
        box,
        NET,
        Call("Net", keep="net"),
        Call("net.load_state_dict", ({"fc.weight": Tensor(weight)},), {"strict": False}, keep="loaded"),
        Call("net.eval", keep="same"),
        Call("net", (Tensor(x),)),
        Read("net.fc.bias"),
        Read("net.fc.weight"),
    )
    assert result.status == "ok", result.error
    out, bias, loaded = [answer.value for answer in result.answers[3:]]
    assert np.array_equal(loaded.array, weight)
    assert (loaded.parameter, loaded.requires_grad, loaded.dtype) == (True, True, "float32")
    assert np.allclose(out.array, x @ weight.T / np.sqrt(1 + 1e-5) + bias.array, atol=1e-5)


def test_gradients_come_back_through_a_snippet(box: Sandbox) -> None:
    x = np.array([-1.0, 0.5, 2.0])
    snippet = Snippet(
        "y = Relu.apply(x)\n(y * y).sum().backward()\ng = x.grad", {"x": Tensor(x, True)}, ("y", "g")
    )
    value = run(box, NET, snippet).answers[0].value
    assert np.allclose(value["g"].array, [0, 1, 4])
    assert value["y"].requires_grad


def test_training_works(box: Sandbox) -> None:
    rng = np.random.default_rng(0)
    x, y = (Tensor(rng.normal(size=shape).astype("f4")) for shape in ((16, 4), (16, 2)))
    result = run(box, NET, Call("Net", keep="net"), Call("train", (Ref("net"), x, y)), Call("net.state_dict"))
    assert result.status == "ok", result.error
    assert float(result.answers[1].value.array) < 2
    assert set(result.answers[2].value) >= {"bn.running_mean", "fc.weight"}


def test_the_usual_parts_work(box: Sandbox) -> None:
    code = """
import io, torch
from torch import nn
import torch.nn.functional as F
def f():
    torch.set_num_threads(4)
    x = torch.randn(2, 3, 8, 8)
    nn.Conv2d(3, 4, 3)(x), F.max_pool2d(x, 2), nn.LSTM(8, 4)(torch.randn(5, 2, 8))
    nn.MultiheadAttention(8, 2)(*[torch.randn(5, 2, 8)] * 3)
    nn.TransformerEncoderLayer(8, 2, 16)(torch.randn(5, 2, 8))
    F.scaled_dot_product_attention(*[torch.randn(1, 2, 4, 8)] * 3)
    for kind in (torch.optim.SGD, torch.optim.AdamW, torch.optim.RMSprop, torch.optim.Adagrad):
        w = nn.Parameter(torch.ones(2))
        steps = kind([w], lr=0.1)
        plan = torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(steps, 2)
        w.sum().backward(); steps.step(); plan.step()
    data = torch.utils.data.TensorDataset(torch.ones(4, 2))
    list(torch.utils.data.DataLoader(data, batch_size=2, shuffle=True))
    buffer = io.BytesIO()
    torch.save(nn.Linear(2, 2).state_dict(), buffer)
    buffer.seek(0)
    torch.load(buffer)
    torch.func.vmap(torch.sin)(torch.ones(3))
    return torch.ones(2, dtype=torch.bfloat16), torch.tensor(3), torch.ones(0, 2)
"""
    result = run(box, code, Call("f"))
    assert result.status == "ok", result.error and result.error.text
    half, whole, empty = result.answers[0].value
    assert (half.dtype, half.array.dtype) == ("bfloat16", np.float32)
    assert whole.array == 3
    assert empty.array.shape == (0, 2)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("return torch.ones(10**11)", "memory"),
        ("import threading; threading.Thread(target=int).start()", "forbidden"),
        ("list(torch.utils.data.DataLoader([1, 2], num_workers=2))", "forbidden"),
        ("torch.save(1, '/tmp/mockinterview-attack')", "error"),
        ("while True: torch.ones(9) @ torch.ones(9)", "timeout"),
        ("import os; os._exit(0)", "crashed"),
    ],
)
def test_every_end_has_its_status(box: Sandbox, body: str, status: str) -> None:
    result = run(box, f"import torch\ndef f():\n    {body}", Call("f"), limits=Limits(wall_seconds=2.0))
    assert result.status == status, result.error


def test_the_level_is_proved_for_this_runtime_too(box: Sandbox) -> None:
    assert box.probe("torch").name == "full"


@pytest.mark.parametrize("kind", ["fs_read", "env", "network", "process"])
def test_attacks_fail_here_too(box: Sandbox, world: World, kind: str) -> None:
    allowed = {"import-torch-in-numpy"}
    programs = [attack for attack in attacks(kind) if attack.name not in allowed][::4]
    for attack in programs:
        job = Job(attack.code, (Call("attack", (world.arguments(),)),), "torch", Limits(wall_seconds=3.0))
        result = box.run(job)
        shown = result.stdout + "".join(repr(answer.value) + repr(answer.error) for answer in result.answers)
        assert world.leaked(shown) == [], attack.id
    assert world.damage() == []


def test_loading_a_stranger_is_the_childs_problem(box: Sandbox) -> None:
    """torch.load runs code, but where it runs there is nothing to gain, and we never load anything here."""
    code = PRELUDE + "import torch\nclass Evil:\n    def __reduce__(self): return os.system, ('true',)\n"
    code += "def f():\n    import io\n    b = io.BytesIO(); torch.save(Evil(), b); b.seek(0)\n"
    code += "    return torch.load(b, weights_only=False)"
    value = run(box, code, Call("f")).answers[0].value
    assert value in (None, -1, 32512)
