"""What an exercise can ask for, and how every way of going wrong is told."""

from __future__ import annotations

import math

import numpy as np
import pytest

from mockinterview.sandbox import (
    Call,
    CodecError,
    Job,
    Limits,
    Read,
    Ref,
    RunResult,
    Sandbox,
    Snippet,
    Tensor,
)

MIB = 1024 * 1024
CODE = """
import numpy as np

class Momentum:
    def __init__(self, lr, beta=0.9):
        self.lr, self.beta, self.v = lr, beta, 0.0

    def step(self, w, g):
        self.v = self.beta * self.v + g
        return w - self.lr * self.v

def shift(x, by=1):
    x += by
    return x

def mixed():
    return {"a": (1, 2.5, None), "b": [True, "글", np.float32(2), 3 + 4j], 7: float("nan")}

def divide(x):
    return inner(x)

def inner(x):
    return 1 / x

def use(optimizer):
    return optimizer.lr
"""


def run(
    box: Sandbox, code: str, *operations: Call | Read | Snippet, limits: Limits | None = None
) -> RunResult:
    return box.run(Job(code, operations, limits=limits))


def test_functions_answer_with_arrays(box: Sandbox) -> None:
    result = run(box, CODE, Call("shift", (np.zeros((2, 3)),), {"by": 2}))
    assert result.status == "ok"
    assert np.array_equal(result.answers[0].value, np.full((2, 3), 2.0))


def test_plain_values_keep_their_types(box: Sandbox) -> None:
    value = run(box, CODE, Call("mixed")).answers[0].value
    assert value["a"] == (1, 2.5, None)
    assert value["b"] == [True, "글", np.float32(2), 3 + 4j]
    assert type(value["b"][2]) is np.float32
    assert math.isnan(value[7])


def test_objects_are_kept_between_operations(box: Sandbox) -> None:
    result = run(
        box,
        CODE,
        Call("Momentum", (0.1,), keep="opt"),
        Call("opt.step", (np.ones(2), np.ones(2))),
        Call("opt.step", (np.ones(2), np.ones(2))),
        Read("opt.beta"),
        Call("use", (Ref("opt"),)),
    )
    first, second, beta, lr = [answer.value for answer in result.answers[1:]]
    assert result.answers[0].value is None
    assert np.allclose(first, 0.9)
    assert np.allclose(second, 0.81)
    assert (beta, lr) == (0.9, 0.1)


def test_echo_shows_who_writes_into_the_inputs(box: Sandbox) -> None:
    ours = np.zeros(2)
    answer = run(box, CODE, Call("shift", (ours,), echo=True)).answers[0]
    (args, kwargs) = answer.echo
    assert np.array_equal(args[0], [1, 1])
    assert kwargs == {}
    assert np.array_equal(ours, [0, 0])


def test_the_same_input_twice_is_two_inputs(box: Sandbox) -> None:
    shared = np.zeros(2)
    result = run(box, CODE, Call("shift", (shared,)), Call("shift", (shared,)))
    assert [answer.value.tolist() for answer in result.answers] == [[1, 1], [1, 1]]


def test_a_snippet_sees_the_candidates_names_and_its_inputs(box: Sandbox) -> None:
    snippet = Snippet("opt = Momentum(rate)\nw = opt.step(np.ones(1), 1.0)", {"rate": 0.5}, ("w",), ("opt",))
    result = run(box, CODE, snippet, Read("opt.v"))
    assert result.answers[0].value == {"w": np.array([0.5])}
    assert result.answers[1].value == 1.0


def test_a_traceback_has_only_the_candidates_lines(box: Sandbox) -> None:
    result = run(box, CODE, Call("divide", (0,)))
    assert result.status == "error"
    assert result.error == result.answers[0].error
    assert [(frame.function, frame.text) for frame in result.error.frames] == [
        ("divide", "return inner(x)"),
        ("inner", "return 1 / x"),
    ]
    assert result.error.text.endswith("ZeroDivisionError: division by zero")
    assert "mockinterview" not in result.error.text


def test_a_failing_operation_does_not_stop_the_next(box: Sandbox) -> None:
    result = run(box, CODE, Call("divide", (0,)), Call("divide", (2,)), Call("nothing"))
    assert [answer.ok for answer in result.answers] == [False, True, False]
    assert result.answers[2].error.type == "NameError"


def test_a_syntax_error_names_the_line(box: Sandbox) -> None:
    result = run(box, "x = 1\ndef f(:\n    pass", Call("f"))
    assert (result.error.type, result.error.frames[0].line) == ("SyntaxError", 2)
    assert result.answers[0].error == result.error


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("while True: pass", "timeout"),
        ("return np.ones(10**11)", "memory"),
        ("return [bytearray(10**7) for _ in range(10**6)]", "memory"),
        ("open('/dev/zero', 'w')", "forbidden"),
        ("import socket; socket.socket()", "forbidden"),
        ("import threading; threading.Thread(target=int).start()", "forbidden"),
        ("import os; os.fork()", "forbidden"),
        ("import os; os._exit(0)", "crashed"),
        ("import os; os.abort()", "crashed"),
        ("raise SystemExit(0)", "error"),
        ("import scipy", "error"),
        ("return object()", "error"),
        ("while True: print('x' * 1000)", "output-limit"),
        ("return np.ones(2 * 10**6)", "output-limit"),
        ("import os; os.write(3, b'x' * 100)", "crashed"),
    ],
)
def test_every_end_has_its_status(box: Sandbox, body: str, status: str) -> None:
    limits = Limits(memory=96 * MIB, wall_seconds=3.0, returned=10 * MIB)
    result = run(box, f"import numpy as np\ndef f():\n    {body}\n", Call("f"), limits=limits)
    assert result.status == status
    assert result.error is not None
    assert not result.answers[0].ok


def test_processor_time_is_limited_too(box: Sandbox) -> None:
    result = run(box, "while True: pass", limits=Limits(cpu_seconds=1, wall_seconds=9.0))
    assert result.status == "timeout"
    assert result.seconds < 8


@pytest.mark.parametrize(
    "code", ["x = '\ud800'", "x = 1\0", "#" * (256 * 1024 + 1)], ids=["surrogate", "nul", "huge"]
)
def test_code_that_is_no_text_is_an_error_like_any_other(box: Sandbox, code: str) -> None:
    result = run(box, code, Call("f"))
    assert (result.status, result.error.type) == ("error", "SyntaxError")
    assert result.answers[0].error == result.error


def test_the_largest_code_still_runs(box: Sandbox) -> None:
    assert run(box, "#" * (256 * 1024 - 20) + "\nx = 1", Read("x")).answers[0].value == 1


def test_printing_is_kept_and_cut(box: Sandbox) -> None:
    result = run(box, "print('글', 1)\nimport sys\nprint('err', file=sys.stderr)")
    assert (result.status, result.stdout) == ("ok", "글 1\nerr\n")
    long = run(box, "print('x' * 100_000)")
    assert long.status == "ok"
    assert len(long.stdout) < 66_000
    assert long.stdout.endswith("…")


def test_control_characters_are_made_visible(box: Sandbox) -> None:
    assert run(box, r"print('\x1b[2Ja\rb\u202ec')").stdout == "\\x1b[2Ja\nb\\u202ec\n"


def test_warnings_name_no_path_of_the_server(box: Sandbox) -> None:
    shown = run(box, "import numpy as np\nnp.mean([])\nnp.log(np.zeros(1))").stdout
    assert "RuntimeWarning" in shown
    assert "/" not in shown.replace("<your code>", "").replace("divide by zero", "")


def test_names_and_builtins_work_as_in_a_module(box: Sandbox) -> None:
    code = """
from dataclasses import dataclass
import inspect, pickle
@dataclass
class Point:
    x: int = 1
def f():
    assert pickle.loads(pickle.dumps(Point(3))) == Point(3)
    return inspect.getsource(Point.__init__.__class__) if False else inspect.getsource(f).splitlines()[0], __name__
"""
    assert run(box, code, Call("f")).answers[0].value == ("def f():", "submission")


def test_the_usual_library_works(box: Sandbox) -> None:
    code = """
import collections, copy, csv, datetime, decimal, difflib, fractions, hashlib, heapq, io, json, random, re, secrets
import statistics, string, textwrap, time, typing, unittest, uuid, logging, abc, enum, contextlib, operator, zlib
import numpy as np
import numpy.testing
def f():
    rng = np.random.default_rng(0)
    a = rng.normal(size=(4, 4))
    np.linalg.svd(a), np.fft.fft(a), np.einsum("ij,jk", a, a), np.polyfit(range(4), range(4), 1)
    np.testing.assert_allclose(a, a)
    buffer = io.BytesIO()
    np.save(buffer, a)
    with open("/dev/null", "w") as file, contextlib.redirect_stdout(file):
        print("hidden")
    time.sleep(0.001)
    return str(datetime.datetime.now().year), decimal.Decimal(1) / 7 > 0, random.random() < 1
"""
    result = run(box, code, Call("f"))
    assert result.status == "ok", result.error


def test_runs_draw_different_numbers_unless_a_seed_is_given(box: Sandbox) -> None:
    code = "import numpy as np, random\ndef f(): return [np.random.rand(), random.random()]"
    free = [box.run(Job(code, (Call("f"),))).answers[0].value for _ in range(2)]
    fixed = [box.run(Job(code, (Call("f"),), seed=7)).answers[0].value for _ in range(2)]
    assert free[0] != free[1]
    assert fixed[0] == fixed[1]


def test_nothing_stays_from_one_run_to_the_next(box: Sandbox) -> None:
    run(box, "import numpy as np, builtins\nnp.allclose = None\nbuiltins.kept = 1")
    result = run(
        box, "import numpy as np, builtins\nx = [np.allclose(1, 1), hasattr(builtins, 'kept')]", Read("x")
    )
    assert result.answers[0].value == [True, False]


def test_an_input_that_cannot_travel_is_the_exercises_mistake(box: Sandbox) -> None:
    with pytest.raises(CodecError):
        run(box, CODE, Call("shift", (object(),)))


def test_tensors_are_arrays_where_there_is_no_torch(box: Sandbox) -> None:
    assert run(box, "def f(x): return x.sum()", Call("f", (Tensor(np.ones(3)),))).answers[0].value == 3.0


def test_large_inputs_and_answers(box: Sandbox) -> None:
    big = np.random.default_rng(0).normal(size=(2000, 2000))
    assert np.array_equal(run(box, "def f(x): return x", Call("f", (big,))).answers[0].value, big)
