"""Is a returned value the right one? The child's word is only data: type, exact shape, finiteness, closeness.

Nothing the child says means "passed". Among several accepted conventions any one will do; a value that equals a
known slip names the slip.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import numpy as np

from mockinterview.domain.base import Localized
from mockinterview.domain.lab import Figure
from mockinterview.sandbox import Answer, Operation, Tensor


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a case was not passed; `slip` names a hint of the exercise."""

    ko: str
    en: str
    slip: str = ""


class Judge(Protocol):
    def __call__(self, answers: Sequence[Answer]) -> Failure | None:
        """None when the answers are right."""
        ...


Draw = Callable[[Sequence[Any]], Sequence[Figure]]
"""Values that the operations answered -> pictures of them; whatever cannot be drawn may raise."""


@dataclass(frozen=True, slots=True)
class Case:
    """One test: what is done with the candidate's code and how the answers are judged."""

    name: Localized
    operations: tuple[Operation, ...]
    judge: Judge
    points: float = 1.0
    draw: Draw | None = None
    """Here and not beside the exercise, because only a test knows its inputs and hidden labels."""


def plain(value: object) -> object:
    """A tensor as its array, everything else as it came."""
    return value.array if isinstance(value, Tensor) else value


def difference(value: object, expected: object, *, rtol: float = 1e-5, atol: float = 1e-7) -> Failure | None:
    """None when `value` is the expected one: same structure, exact shape, finite where expected, close."""
    value, expected = plain(value), plain(expected)
    if value is None and expected is not None:
        return Failure("값을 돌려주지 않았습니다.", "returned nothing.", "no-return")
    if isinstance(expected, tuple | list):
        return _sequence_difference(value, expected, rtol=rtol, atol=atol)
    if isinstance(expected, dict):
        return _mapping_difference(value, expected, rtol=rtol, atol=atol)
    if expected is None or isinstance(expected, str | bool):
        return None if type(value) is type(expected) and value == expected else _other(value, expected)
    return _array_difference(value, np.asarray(expected), rtol=rtol, atol=atol)


def _sequence_difference(
    value: object, expected: Sequence[object], *, rtol: float, atol: float
) -> Failure | None:
    if not isinstance(value, tuple | list) or len(value) != len(expected):
        return Failure(f"값 {len(expected)}개를 돌려줘야 합니다.", f"must return {len(expected)} values.")
    pairs = zip(value, expected, strict=True)
    found = (difference(got, want, rtol=rtol, atol=atol) for got, want in pairs)
    return _most_telling(_numbered(failure, place, len(expected)) for place, failure in enumerate(found, 1))


def _numbered(failure: Failure | None, place: int, among: int) -> Failure | None:
    if failure is None or among == 1:
        return failure
    return replace(failure, ko=f"{place}번째 값: {failure.ko}", en=f"value {place}: {failure.en}")


def _most_telling(found: Iterable[Failure | None]) -> Failure | None:
    """The first, unless a later part holds NaN: that is why the earlier one is wrong too."""
    failures = [failure for failure in found if failure is not None]
    unbounded = [failure for failure in failures if failure.slip == "not-finite"]
    return next(iter(unbounded or failures), None)


def _mapping_difference(
    value: object, expected: dict[Any, object], *, rtol: float, atol: float
) -> Failure | None:
    if not isinstance(value, dict) or set(value) != set(expected):
        keys = ", ".join(map(str, expected))
        return Failure(f"키가 {keys}인 dict를 돌려줘야 합니다.", f"must return a dict with the keys {keys}.")
    return _most_telling(
        found and Failure(f"'{key}': {found.ko}", f"'{key}': {found.en}", found.slip)
        for key, want in expected.items()
        for found in [difference(value[key], want, rtol=rtol, atol=atol)]
    )


def _array_difference(
    value: object, expected: np.ndarray[Any, Any], *, rtol: float, atol: float
) -> Failure | None:
    if isinstance(value, str | dict) or (isinstance(value, list | tuple) and not _numeric(value)):
        return _other(value, expected)
    got = np.asarray(value)
    if got.dtype.kind not in "biufc":
        return _other(value, expected)
    if got.shape != expected.shape:
        return Failure(
            f"모양이 {got.shape}인데 {expected.shape}이어야 합니다.",
            f"has the shape {got.shape}, should be {expected.shape}.",
            "wrong-shape",
        )
    wide, want = got.astype(complex), expected.astype(complex)
    if not np.isfinite(wide[np.isfinite(want)]).all():
        return Failure("NaN이나 무한대가 섞여 있습니다.", "contains NaN or infinity.", "not-finite")
    close = np.isclose(wide, want, rtol=rtol, atol=atol, equal_nan=True)
    return None if close.all() else _first_difference(got, expected, np.asarray(close))


def _first_difference(
    got: np.ndarray[Any, Any], expected: np.ndarray[Any, Any], close: np.ndarray[Any, Any]
) -> Failure:
    """One element is enough to look for the mistake; inputs are new in every run, so that it is no answer."""
    place = tuple(int(index) for index in np.unravel_index(int(np.argmin(close)), close.shape))
    want, value = expected[place], got[place]
    wanted, given = _rounded(want), _rounded(value)
    if wanted == given:
        wanted, given = str(want), str(value)
    where = f"[{', '.join(map(str, place))}]"
    return Failure(
        f"값이 다릅니다. {f'{where} 자리에 ' if place else ''}기대한 값 {wanted}, 돌려준 값 {given}.",
        f"has other values: {f'at {where} ' if place else ''}expected {wanted}, got {given}.",
        "wrong-values",
    )


def _rounded(number: Any) -> str:
    return str(number) if np.asarray(number).dtype.kind in "biu" else f"{number:.6g}"


def _numeric(value: Sequence[object]) -> bool:
    try:
        return np.asarray(value).dtype.kind in "biufc"
    except ValueError:  # a ragged list
        return False


def _other(value: object, expected: object) -> Failure:
    want = "배열" if isinstance(expected, np.ndarray) and expected.ndim else "값"
    return Failure(
        f"돌려준 것이 {type(value).__name__}입니다. {want}의 형식이 다릅니다.",
        f"returned a {type(value).__name__}, which is not what was asked for.",
        "wrong-type",
    )


@dataclass(frozen=True, slots=True)
class Expect:
    """The usual judge: the values of all operations that answer, against accepted conventions and known slips.

    Each accepted or slipped candidate is the whole list of values, so that conventions cannot be mixed within
    one run. `None` in place of a value means: not judged.
    """

    accepted: Sequence[Sequence[object]]
    slips: Mapping[str, Sequence[object]] = field(default_factory=dict)
    rtol: float = 1e-5
    atol: float = 1e-7
    untouched: Sequence[object] = ()
    """Inputs as they must still be after the call (operations with `echo=True`)."""
    shows: int = 0
    """Which operation is the first whose answer is judged (those before only prepare)."""
    renames: Mapping[str, str] = field(default_factory=dict)
    """What a slip is called here: a general one by its cause (not-finite -> overflow), one of several ways to
    make the same slip by the slip's name."""

    def __call__(self, answers: Sequence[Answer]) -> Failure | None:
        failed = self._judged(answers)
        return failed and replace(failed, slip=self.renames.get(failed.slip, failed.slip))

    def slips_met(self, answers: Sequence[Answer]) -> tuple[str, ...]:
        """All that would explain these values: on special inputs two slips can look the same."""
        met = (self.renames.get(slip, slip) for slip in self._met(answers))
        return tuple(dict.fromkeys(met))

    def knows(self, slip: str) -> bool:
        return slip in {self.renames.get(own, own) for own in self.slips}

    def _judged(self, answers: Sequence[Answer]) -> Failure | None:
        failed = first_error(answers)
        if failed is not None:
            return failed
        values = [answer.value for answer in answers[self.shows :]]
        misses = [self._miss(values, candidate) for candidate in self.accepted]
        if None in misses:
            return self._touched(answers)
        met = self._met(answers)
        return replace(misses[0], slip=met[0]) if met and misses[0] else misses[0]

    def _met(self, answers: Sequence[Answer]) -> tuple[str, ...]:
        values = [answer.value for answer in answers[self.shows :]]
        return tuple(slip for slip, candidate in self.slips.items() if self._miss(values, candidate) is None)

    def _miss(self, values: Sequence[object], candidate: Sequence[object]) -> Failure | None:
        return _most_telling(
            difference(value, want, rtol=self.rtol, atol=self.atol)
            for value, want in zip(values, candidate, strict=True)
            if want is not None
        )

    def _touched(self, answers: Sequence[Answer]) -> Failure | None:
        echoes = [answer.echo for answer in answers if answer.echo is not None]
        for echo, before in zip(echoes, self.untouched, strict=False):
            args = echo[0] if isinstance(echo, tuple) else echo
            if difference(args, before, rtol=0.0, atol=0.0) is not None:
                return Failure(
                    "입력으로 받은 배열을 바꿨습니다.", "changed the arrays it was given.", "changes-inputs"
                )
        return None


@dataclass(frozen=True, slots=True)
class Check:
    """A judge written by hand, for what no single expected value can say (statistics, training, bounds)."""

    test: Callable[[Sequence[object]], Failure | None]

    def __call__(self, answers: Sequence[Answer]) -> Failure | None:
        return first_error(answers) or self.test([plain(answer.value) for answer in answers])


def first_error(answers: Sequence[Answer]) -> Failure | None:
    for answer in answers:
        if answer.error is not None:
            line = answer.error.text.splitlines()[-1] if answer.error.text else answer.error.type
            return Failure(f"실행 중 오류: {line}", f"failed with: {line}", "raises")
    return None
