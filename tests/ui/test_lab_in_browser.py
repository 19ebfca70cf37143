"""The code lab as a candidate uses it: real Chromium, real server, real sandbox."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from mockinterview.lab import load_page
from tests.ui.conftest import NewPage
from tests.ui.interviewing import LONG_WAIT, answer, box, card, question, start
from tests.ui.server_process import Server
from tests.ui.test_coming_back import reload

RIGHT = load_page("momentum").solution
WRONG = load_page("momentum").wrong["ascends"].code


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    with Server(tmp_path / "own") as running:
        yield running


def open_lab(page: Page, url: str, title: str = "모멘텀 직접 쓰기") -> None:
    page.goto(url)
    page.get_by_role("tab", name="코드 실습").click()
    choose(page, title)


def choose(page: Page, title: str) -> None:
    expect(sheet(page)).to_be_visible(timeout=LONG_WAIT)
    page.locator("#mi-lab-exercise input").click()
    page.get_by_role("option").filter(has_text=title).first.click()
    expect(sheet(page).locator("h1")).to_have_text(title)


def sheet(page: Page):
    return page.locator(".mi-lab-sheet")


def editor(page: Page):
    return page.locator("#mi-code .cm-content")


def result(page: Page):
    return page.locator("#mi-lab-result .mi-lab-result")


def run(page: Page, code: str, verdict: str) -> None:
    editor(page).fill(code)
    page.locator("#mi-run").click()
    expect(page.locator(f"#mi-lab-result .mi-lab-result.is-{verdict}")).to_be_visible(timeout=LONG_WAIT)


def code_in(page: Page) -> str:
    return "\n".join(line.rstrip() for line in editor(page).inner_text().split("\n") if line.strip())


def test_wrong_code_is_told_why_and_right_code_passes_with_its_picture(page: Page, server: Server) -> None:
    open_lab(page, server.url)
    expect(editor(page)).to_contain_text("def momentum_step")
    run(page, WRONG, "fail")
    expect(result(page).locator(".mi-lab-hint").first).to_contain_text("기울기의 반대 방향")
    run(page, RIGHT, "pass")
    expect(result(page).locator("h2")).to_have_text("모두 통과했습니다")
    expect(page.locator("#mi-lab-live [aria-live=polite]")).to_contain_text("모두 통과했습니다")
    picture = result(page).locator("figure svg")
    expect(picture).to_be_visible()
    assert "내 모멘텀" in (picture.get_attribute("aria-label") or "")
    expect(result(page).locator(".mi-legend")).to_contain_text("보통의 경사하강")
    expect(sheet(page)).to_contain_text("통과")
    expect(result(page)).to_contain_text("격리:")


def test_ctrl_enter_runs_and_escape_tab_leaves_the_editor(page: Page, server: Server) -> None:
    open_lab(page, server.url)
    editor(page).fill(RIGHT)
    editor(page).press("Control+Enter")
    expect(page.locator("#mi-lab-result .mi-lab-result.is-pass")).to_be_visible(timeout=LONG_WAIT)
    assert code_in(page) == "\n".join(line for line in RIGHT.splitlines() if line.strip())
    editor(page).focus()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#mi-code') === null")


def test_what_code_prints_and_raises_is_shown_as_text(page: Page, server: Server) -> None:
    open_lab(page, server.url)
    run(page, "print('<img src=x onerror=\"window.broken = 1\">', 'ok')\n" + RIGHT, "pass")
    expect(result(page).locator("pre").first).to_contain_text('<img src=x onerror="window.broken = 1"> ok')
    run(page, "raise ValueError('<script>window.broken = 1</script>')", "error")
    expect(result(page).locator(".mi-lab-block.is-error pre")).to_contain_text(
        "<script>window.broken = 1</script>"
    )
    assert page.evaluate("window.broken") is None


def test_an_endless_loop_is_stopped_and_the_next_run_works(page: Page, server: Server) -> None:
    open_lab(page, server.url)
    run(page, "while True:\n    pass\n", "timeout")
    run(page, RIGHT, "pass")


def test_every_run_can_be_brought_back_after_a_reload(page: Page, server: Server) -> None:
    open_lab(page, server.url)
    run(page, WRONG, "fail")
    run(page, RIGHT, "pass")
    page.reload()
    page.get_by_role("tab", name="코드 실습").click()
    expect(sheet(page).locator("h1")).to_have_text("모멘텀 직접 쓰기", timeout=LONG_WAIT)
    expect(editor(page)).to_contain_text("return w - lr * v, v")
    page.locator("#mi-lab-runs summary").click()
    runs = page.locator("#mi-lab-runs [data-run]")
    expect(runs).to_have_count(2)
    runs.last.click()
    expect(editor(page)).to_contain_text("return w + lr * v, v")
    page.get_by_role("tab", name="기록").click()
    page.get_by_role("tab", name="코드 실습").click()
    expect(editor(page)).to_contain_text("return w + lr * v, v")
    expect(page.locator("#mi-lab-result .mi-lab-result.is-fail")).to_be_visible()


def test_code_that_was_never_run_survives_a_reload(page: Page, server: Server) -> None:
    open_lab(page, server.url)
    editor(page).fill("# 아직 쓰는 중\ndef momentum_step(w, v, grad, lr, beta):\n    pass")
    choose(page, "Adam 한 걸음")
    expect(editor(page)).not_to_contain_text("아직 쓰는 중")
    page.reload()
    page.get_by_role("tab", name="코드 실습").click()
    choose(page, "모멘텀 직접 쓰기")
    expect(editor(page)).to_contain_text("아직 쓰는 중")
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("#mi-lab-reset").click()
    expect(editor(page)).to_contain_text("속도를 갱신하고")


def test_code_typed_during_a_run_or_without_a_server_is_not_lost(page: Page, own_server: Server) -> None:
    open_lab(page, own_server.url)
    editor(page).fill("while True:\n    pass\n")
    page.locator("#mi-run").click()
    expect(page.locator("#mi-lab-exercise input")).to_be_disabled()
    editor(page).fill("# 도는 동안 적은 코드")
    expect(page.locator("#mi-lab-result .mi-lab-result.is-timeout")).to_be_visible(timeout=LONG_WAIT)
    expect(page.locator("#mi-lab-exercise input")).to_be_enabled()
    own_server.kill()
    page.locator("#mi-run").click()
    editor(page).press_sequentially("\n# 서버가 없는 동안 적은 코드")
    page.wait_for_function("Object.values(localStorage).some((text) => text.includes('없는 동안 적은 코드'))")
    own_server.start()
    reload(page)
    page.get_by_role("tab", name="코드 실습").click()
    expect(editor(page)).to_contain_text("도는 동안 적은 코드", timeout=LONG_WAIT)
    expect(editor(page)).to_contain_text("서버가 없는 동안 적은 코드")


def test_a_past_run_replaces_unrun_code_only_after_asking(page: Page, server: Server) -> None:
    open_lab(page, server.url, "최대 풀링")
    page.locator("#mi-run").click()
    expect(result(page)).to_be_visible(timeout=LONG_WAIT)
    editor(page).fill("# 아직 실행하지 않은 코드")
    page.locator("#mi-lab-runs summary").click()
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.locator("#mi-lab-runs [data-run]").click()
    expect(editor(page)).to_contain_text("아직 실행하지 않은 코드")
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("#mi-lab-runs [data-run]").click()
    expect(editor(page)).to_contain_text("def max_pool")


def test_deleting_ones_data_takes_the_drafts_along(page: Page, server: Server) -> None:
    open_lab(page, server.url)
    editor(page).fill("# 내 코드")
    page.wait_for_function("Object.keys(localStorage).some((name) => name.startsWith('mi-code:'))")
    page.get_by_role("tab", name="기록").click()
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("#mi-forget").click()
    expect(page.locator("#mi-history-notice")).to_contain_text("지웠습니다")
    assert not page.evaluate("Object.keys(localStorage).some((name) => name.startsWith('mi-code:'))")


def test_on_a_phone_code_results_and_pictures_stay_inside(new_page: NewPage, server: Server) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    open_lab(page, server.url)
    for code, verdict in ((WRONG, "fail"), ("x" * 400 + "\n" + RIGHT, "error"), (RIGHT, "pass")):
        run(page, code, verdict)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(result(page).locator("figure svg")).to_be_visible()
    for name in ("#mi-run", "#mi-lab-reset", "#mi-lab-ask"):
        size = page.locator(name).bounding_box()
        assert size is not None
        assert size["height"] >= 44, name


def test_the_solution_opens_after_an_attempt_only(page: Page, server: Server) -> None:
    open_lab(page, server.url, "네스테로프 모멘텀")
    expect(page.locator("#mi-run")).to_be_visible()
    expect(page.locator("#mi-lab-reveal")).to_be_hidden()
    page.locator("#mi-run").click()
    expect(result(page)).to_be_visible(timeout=LONG_WAIT)
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("#mi-lab-reveal").click()
    expect(page.locator(".mi-lab-solution pre")).to_contain_text("def nesterov_step")


def test_from_a_question_to_its_code_and_to_the_question_about_the_code(page: Page, server: Server) -> None:
    page.goto(server.url)
    page.locator("#mi-plan input[value=single]").check()
    page.locator("#mi-which input").click()
    page.get_by_role("option").filter(has_text="모멘텀의 수식").first.click()
    page.locator("#mi-start").click()
    expect(box(page)).to_be_visible()
    answer(page, "속도에 베타를 곱하고 기울기를 더한 만큼 파라미터를 옮깁니다.")
    expect(page.locator("#mi-code-offer")).to_have_text("코드로 써 보기 · 8분")
    page.locator("#mi-code-offer").click()
    expect(sheet(page).locator("h1")).to_have_text("모멘텀 직접 쓰기")
    run(page, RIGHT, "pass")
    page.locator("#mi-lab-ask").click()
    expect(box(page)).to_be_visible()
    assert "모멘텀" in question(page)
    expect(page.locator(".mi-why")).to_contain_text("코딩 실습에서 이어지는 질문")
    page.get_by_role("tab", name="코드 실습").click()
    page.locator("#mi-lab-ask").click()
    expect(page.locator("#mi-lab-notice")).to_contain_text("먼저 답한 뒤에")
    page.locator("#mi-lab-back").click()
    expect(box(page)).to_be_visible()
    answer(page, "v는 지난 기울기를 쌓은 관성이고 베타가 0이면 보통의 경사하강법이 됩니다.")
    expect(card(page).locator(".mi-provenance")).to_have_text("오프라인 채점")
    page.get_by_role("tab", name="기록").click()
    expect(page.locator("#mi-history-page")).to_contain_text("모멘텀 직접 쓰기")


def test_two_candidates_do_not_see_each_others_code(new_page: NewPage, server: Server) -> None:
    first, second = new_page(), new_page()
    open_lab(first, server.url, "RMSprop 한 걸음")
    first.locator("#mi-run").click()
    expect(result(first)).to_be_visible(timeout=LONG_WAIT)
    open_lab(second, server.url, "RMSprop 한 걸음")
    expect(second.locator("#mi-lab-runs [data-run]")).to_have_count(0)
    expect(second.locator("#mi-lab-reveal")).to_be_hidden()


def test_torch_runs_too(page: Page, server: Server) -> None:
    open_lab(page, server.url, "autograd.Function으로 ReLU 쓰기")
    run(page, load_page("torch-custom-relu").solution, "pass")


def test_in_english_the_lab_speaks_english(page: Page, server: Server) -> None:
    page.goto(server.url + "/en/")
    page.get_by_role("tab", name="Code lab").click()
    expect(sheet(page)).to_be_visible(timeout=LONG_WAIT)
    assert not any("가" <= char <= "힣" for char in sheet(page).inner_text())
    page.locator("#mi-run").click()
    expect(result(page)).to_be_visible(timeout=LONG_WAIT)
    assert not any("가" <= char <= "힣" for char in result(page).inner_text())


def test_no_public_endpoint_runs_code(page: Page, server: Server) -> None:
    for path in ("/gradio_api/info", "/en/gradio_api/info"):
        reply = page.request.get(server.url + path)
        assert not reply.ok or not any(
            json.loads(reply.text()).get(key) for key in ("named_endpoints", "unnamed_endpoints")
        )


def test_the_interview_offers_no_code_where_there_is_none(page: Page, server: Server) -> None:
    start(page, server.url)
    answer(page)
    expect(page.locator("#mi-next")).to_be_visible()
    expect(page.locator("#mi-code-offer")).to_be_hidden()
