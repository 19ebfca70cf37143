"""Reading what a child says, frame by frame; the first word about each operation counts, later ones do not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mockinterview.sandbox.guest.codec import CodecError, Decoder
from mockinterview.sandbox.guest.frames import Frame, FrameError
from mockinterview.sandbox.result import Answer, Category, ErrorReport, SourceLine, plain_text

_TYPE, _MESSAGE, _TEXT, _FRAMES = 200, 2000, 200, 12
_CATEGORIES: dict[object, Category] = {"memory": "memory", "forbidden": "forbidden"}
UNANSWERED = ErrorReport("NoAnswer", "the program ended before it answered")


@dataclass(slots=True)
class Transcript:
    """Grows with every frame; `complete` means that nothing more is worth waiting for."""

    expected: int
    greeted: bool = False
    failure: ErrorReport | None = None
    """The code could not even be defined."""
    complete: bool = False
    _frames: int = 0
    _answers: dict[int, Answer] = field(default_factory=dict)

    def read(self, frame: Frame) -> None:
        self._frames += 1
        if self._frames > 2 * self.expected + 16:
            raise FrameError("more words than there are questions")
        match frame.header:
            case {"kind": "hello"} if not self.greeted:
                self.greeted = True
            case {"kind": "loaded"}:
                self.complete = self.complete or self.expected == 0
            case {"kind": "failed", "error": error} if not self._answers:
                self.failure = read_error(error)
                self.complete = True
            case {"kind": "answer", "index": int() as index} if 0 <= index < self.expected:
                self._keep(index, frame)
            case {"kind": "end"}:
                self.complete = True
            case _:
                raise FrameError("not a word of the protocol")

    def answers(self) -> tuple[Answer, ...]:
        missing = self.failure or UNANSWERED
        return tuple(self._answers.get(index, Answer(error=missing)) for index in range(self.expected))

    def _keep(self, index: int, frame: Frame) -> None:
        if index not in self._answers:
            self._answers[index] = read_answer(frame)
        self.complete = self.complete or len(self._answers) == self.expected


def read_answer(frame: Frame) -> Answer:
    if "error" in frame.header:
        return Answer(error=read_error(frame.header["error"]))
    if "value" not in frame.header:
        raise FrameError("an answer without a value")
    decoder = Decoder(frame.body)
    try:
        value = decoder.value(frame.header["value"])
        echo = decoder.value(frame.header["echo"]) if "echo" in frame.header else None
        decoder.finish()
    except CodecError as error:
        raise FrameError("not a value") from error
    return Answer(value=value, echo=echo)


def read_error(node: object) -> ErrorReport:
    match node:
        case {"type": str(kind), "message": str(message), "category": category, "frames": [*frames]}:
            lines = tuple(_source_line(frame) for frame in frames[:_FRAMES])
            name, text = plain_text(kind[:_TYPE]), plain_text(message[:_MESSAGE])
            return ErrorReport(name, text, _category(category), lines)
    raise FrameError("not an error report")


def _category(value: Any) -> Category:
    return _CATEGORIES.get(value, "error") if isinstance(value, str) else "error"


def _source_line(node: object) -> SourceLine:
    match node:
        case [int() as line, str() as function, str() as text]:
            return SourceLine(line, plain_text(function[:_TEXT]), plain_text(text[:_TEXT]))
    raise FrameError("not a line of a traceback")
