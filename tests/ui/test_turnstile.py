from __future__ import annotations

from threading import Event, Thread

from mockinterview.ui.turnstile import Turnstile


def test_steps_of_one_interview_wait_for_each_other_and_for_no_other() -> None:
    turnstile, inside, may_go = Turnstile(), Event(), Event()
    done: list[str] = []

    def grade() -> None:
        with turnstile.through("mine"):
            inside.set()
            may_go.wait(20)
            done.append("graded")

    def skip() -> None:
        with turnstile.through("mine"):
            done.append("skipped")

    threads = [Thread(target=grade), Thread(target=skip)]
    threads[0].start()
    assert inside.wait(20)
    threads[1].start()
    with turnstile.through("another's"):
        done.append("another's")
    may_go.set()
    for thread in threads:
        thread.join(20)
    assert done == ["another's", "graded", "skipped"]


def test_a_step_that_fails_leaves_the_way_free() -> None:
    turnstile = Turnstile()
    try:
        with turnstile.through("mine"):
            raise ValueError
    except ValueError:
        pass
    with turnstile.through("mine"):
        passed = True
    assert passed
