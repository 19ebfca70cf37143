"""Values on the wire: a JSON tree of tagged nodes, and the raw bytes of the arrays in the order of the tree.

The same strict reader serves both directions. It builds only plain values: None, bool, int, float, complex,
str, list, tuple, dict, ndarray, numpy scalars and `Tensor`; there is no pickle and no object dtype, so that
nothing which a stranger's process writes can do more than be compared.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

Node: TypeAlias = list[Any]
Convert: TypeAlias = Callable[[object], object]

MAX_DEPTH = 16
MAX_DIMENSIONS = 16
MAX_SIDE = 2**31
MAX_INT_DIGITS = 300
MAX_NODES = 20_000
_PACK_FROM = 16
_DTYPES = {
    name: np.dtype(name)
    for name in ("b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16")
}
_PLAIN_FLOATS = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}


class CodecError(ValueError):
    """A value that cannot travel, or bytes that are not a value."""


@dataclass(frozen=True, slots=True, eq=False)
class Tensor:
    """An array that is a torch tensor on the other side."""

    array: np.ndarray[Any, Any]
    requires_grad: bool = False
    parameter: bool = False
    """True makes (or was) a `torch.nn.Parameter`."""
    dtype: str = ""
    """torch's own name of the dtype when numpy lacks it (bfloat16 travels as float32)."""


@dataclass(frozen=True, slots=True)
class Ref:
    """An object which an earlier operation kept under this name in the child."""

    name: str


class Encoder:
    """Turns values into nodes and collects the buffers that belong to them."""

    def __init__(self, convert: Convert = lambda value: value) -> None:
        self.buffers: list[bytes] = []
        self.size = 0
        self._nodes = 0
        self._convert = convert

    def node(self, value: object, depth: int = 0) -> Node:
        self._nodes += 1
        if depth > MAX_DEPTH:
            raise CodecError("nested too deeply")
        if self._nodes > MAX_NODES:
            raise CodecError("too many separate values; use an array instead")
        value = self._convert(value)
        if isinstance(value, (np.ndarray, np.generic, Tensor)) and not isinstance(value, str):
            return self._array_node(value)
        if isinstance(value, (list, tuple)):
            return self._sequence(value, depth)
        if isinstance(value, dict):
            return ["d", [[_key(key), self.node(item, depth + 1)] for key, item in value.items()]]
        return _scalar(value)

    def _array_node(self, value: np.ndarray[Any, Any] | np.generic | Tensor) -> Node:
        if isinstance(value, Tensor):
            tag = ["T", value.requires_grad, value.parameter, value.dtype]
            return [*tag, *self._buffer(value.array)]
        if isinstance(value, np.generic):
            return ["g", *self._buffer(np.asarray(value))]
        return ["a", *self._buffer(value)]

    def _sequence(self, value: Sequence[object], depth: int) -> Node:
        tag = "t" if isinstance(value, tuple) else "l"
        if len(value) >= _PACK_FROM and all(type(item) is float for item in value):
            return ["p", tag, *self._buffer(np.array(value, dtype="f8"))]
        return [tag, [self.node(item, depth + 1) for item in value]]

    def _buffer(self, array: np.ndarray[Any, Any]) -> list[Any]:
        plain = np.asarray(array)
        name = plain.dtype.str[1:]
        if name not in _DTYPES:
            raise CodecError(f"arrays of dtype {plain.dtype} cannot be returned")
        data = np.ascontiguousarray(plain, dtype=_DTYPES[name]).tobytes()
        self.buffers.append(data)
        self.size += len(data)
        return [name, list(plain.shape)]


def _key(key: object) -> str | int:
    if isinstance(key, (str, int)) and not isinstance(key, bool):
        return key
    raise CodecError("dictionary keys must be str or int")


def _scalar(value: object) -> Node:
    match value:
        case None:
            return ["z"]
        case bool():
            return ["b", bool(value)]
        case int():
            return ["i", _digits(int(value))]
        case float():
            return ["f", float(value) if math.isfinite(value) else str(float(value))]
        case complex():
            return ["c", [_scalar(value.real), _scalar(value.imag)]]
        case str():
            return ["s", str(value)]
        case Ref():
            return ["r", value.name]
    raise CodecError(f"a value of type {type(value).__name__} cannot be returned")


def _digits(value: int) -> str:
    text = hex(value)
    if len(text) > MAX_INT_DIGITS:
        raise CodecError("the integer is too large")
    return text


class Decoder:
    """Reads nodes back, taking each buffer exactly once and in order."""

    def __init__(self, body: bytes, *, references: bool = False) -> None:
        self._body = memoryview(body)
        self._at = 0
        self._references = references

    def value(self, node: object, depth: int = 0) -> object:
        if depth > MAX_DEPTH:
            raise CodecError("nested too deeply")
        match node:
            case ["z"]:
                return None
            case ["b", bool() as flag]:
                return flag
            case ["i", str() as digits] if len(digits) <= MAX_INT_DIGITS:
                return _whole(digits)
            case ["f", float() | str() as number]:
                return _float(number)
            case ["c", [real, imag]]:
                return complex(self._real(real), self._real(imag))
            case ["s", str() as text]:
                return text.encode("utf-8", "replace").decode()
            case ["l" | "t" | "d" as tag, list() as items]:
                return self._container(tag, items, depth)
            case ["r", str() as name] if self._references:
                return Ref(name)
        return self._arrays(node)

    def finish(self) -> None:
        if self._at != len(self._body):
            raise CodecError("bytes are left over")

    def _container(self, tag: str, items: list[Any], depth: int) -> object:
        if tag == "d":
            return {_pair_key(pair): self.value(pair[1], depth + 1) for pair in items}
        values = [self.value(item, depth + 1) for item in items]
        return tuple(values) if tag == "t" else values

    def _real(self, node: object) -> float:
        match node:
            case ["f", float() | str() as number]:
                return _float(number)
        raise CodecError("not a number")

    def _arrays(self, node: object) -> object:
        match node:
            case ["a", dtype, shape]:
                return self._array(dtype, shape)
            case ["g", dtype, []]:
                return self._array(dtype, [])[()]
            case ["p", "l" | "t" as tag, "f8", [_] as shape]:
                numbers = self._array("f8", shape).tolist()
                return tuple(numbers) if tag == "t" else numbers
            case ["T", bool() as grad, bool() as parameter, str() as name, dtype, shape] if len(name) <= 24:
                return Tensor(self._array(dtype, shape), grad, parameter, name)
        raise CodecError("unknown node")

    def _array(self, name: object, shape: object) -> np.ndarray[Any, Any]:
        dtype = _DTYPES.get(name) if isinstance(name, str) else None
        if dtype is None or not isinstance(shape, list) or len(shape) > MAX_DIMENSIONS:
            raise CodecError("not an array")
        if not all(type(side) is int and 0 <= side < MAX_SIDE for side in shape):
            raise CodecError("not a shape")
        size = math.prod(shape) * dtype.itemsize
        if size > len(self._body) - self._at:
            raise CodecError("an array is cut short")
        data = self._body[self._at : self._at + size]
        self._at += size
        if name == "b1" and (np.frombuffer(data, dtype="u1") > 1).any():
            raise CodecError("a boolean is neither 0 nor 1")
        try:
            return np.frombuffer(data, dtype=dtype).reshape(shape).copy()
        except ValueError as error:
            raise CodecError("not a shape") from error


def _whole(digits: str) -> int:
    try:
        return int(digits, 16)
    except ValueError as error:
        raise CodecError("not an integer") from error


def _float(number: float | str) -> float:
    if isinstance(number, float):
        return number
    if number not in _PLAIN_FLOATS:
        raise CodecError("not a number")
    return _PLAIN_FLOATS[number]


def _pair_key(pair: object) -> str | int:
    match pair:
        case [str() | int() as key, _] if not isinstance(key, bool):
            return key
    raise CodecError("not a dictionary entry")
