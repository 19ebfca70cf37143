"""Pictures of the page's main states, for the README and for looking at.

python bench/screenshots.py FOLDER [--chromium /usr/bin/chromium]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.ui.server_process import Server

ANSWER = (
    "요즘 은닉층에는 ReLU를 많이 씁니다. 시그모이드는 미분의 최댓값이 0.25라서 층이 깊어지면 기울기가 점점 사라지는데, "
    "ReLU는 양수 구간에서 기울기가 1이라 그대로 전달됩니다. 지수 계산이 없어서 속도도 빠르고요. 다만 ReLU는 출력을 0과 1 사이로 눌러 주니까 값이 커지지는 않습니다."
)
QUESTION = {"ko": "ReLU를 많이 쓰는 이유", "en": "Why is ReLU preferred"}
LOOKS: dict[str, dict[str, Any]] = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "wide-dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2},
    "phone-dark": {
        "viewport": {"width": 390, "height": 844},
        "device_scale_factor": 2,
        "color_scheme": "dark",
    },
    "english": {"viewport": {"width": 1280, "height": 900}, "locale": "en-US"},
}
TABS = {"ko": ("기록", "루브릭", "설정"), "en": ("History", "Rubrics", "Settings")}
LAB = {"ko": ("코드 실습", "모멘텀 직접 쓰기"), "en": ("Code lab", "Write momentum")}
MOMENTUM = """import numpy as np


def momentum_step(w, v, grad, lr, beta):
    v = beta * v + grad
    return w - lr * v, v
"""


class Album:
    def __init__(self, folder: Path, look: str, page: Page) -> None:
        self._folder, self._look, self._page = folder, look, page

    def take(self, name: str, *, whole: bool = False) -> None:
        self._page.wait_for_timeout(700)  # fades and scrolling have to be over
        self._page.screenshot(path=self._folder / f"{self._look}-{name}.png", full_page=whole)


def picture(browser: Browser, url: str, look: str, folder: Path) -> None:
    language = "en" if look == "english" else "ko"
    context = browser.new_context(**{"locale": "ko-KR", **LOOKS[look]})
    page = context.new_page()
    album = Album(folder, look, page)
    page.goto(url + ("en/" if language == "en" else ""))
    page.locator("#mi-start").wait_for()
    album.take("1-lobby")
    page.locator("#mi-plan input[value=single]").check()
    page.locator("#mi-which input").click()
    page.get_by_role("option").filter(has_text=QUESTION[language]).first.click()
    page.locator("#mi-start").click()
    page.locator("#mi-answer textarea").wait_for()
    album.take("2-question")
    page.locator("#mi-answer textarea").fill(ANSWER)
    page.locator("#mi-submit").click()
    page.locator("#mi-card .mi-card").wait_for(timeout=60_000)
    page.locator("#mi-card mark").first.hover()
    album.take("3-feedback", whole=True)
    page.locator("#mi-next").click()
    page.locator("#mi-answer textarea").wait_for()
    album.take("4-follow-up")
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("#mi-finish").click()
    page.locator(".mi-end").wait_for()
    album.take("5-result")
    for number, tab in enumerate(TABS[language], 6):
        page.get_by_role("tab", name=tab).click()
        album.take(f"{number}-{('history', 'rubrics', 'settings')[number - 6]}")
    code(page, album, *LAB[language])
    context.close()


def code(page: Page, album: Album, tab: str, exercise: str) -> None:
    page.get_by_role("tab", name=tab).click()
    page.locator(".mi-lab-sheet").wait_for(timeout=60_000)
    page.locator("#mi-lab-exercise input").click()
    page.get_by_role("option").filter(has_text=exercise).first.click()
    page.locator("#mi-code .cm-content").filter(has_text="momentum_step").wait_for()
    page.locator("#mi-run").click()
    page.locator(".mi-lab-result.is-fail").wait_for(timeout=60_000)
    album.take("9-code-fails", whole=True)
    page.locator("#mi-code .cm-content").fill(MOMENTUM)
    page.locator("#mi-run").click()
    page.locator(".mi-lab-result.is-pass").wait_for(timeout=60_000)
    album.take("10-code-passes", whole=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        server = Server(Path(home), fresh=True).start()
        try:
            server.wait_until_ready()
            browser = playwright.chromium.launch(
                executable_path=options.chromium, args=["--no-sandbox", "--disable-gpu"]
            )
            for look in LOOKS:
                picture(browser, server.url + "/", look, options.folder)
            browser.close()
        finally:
            server.stop()
    print(f"{len(list(options.folder.glob('*.png')))} pictures in {options.folder}")


if __name__ == "__main__":
    main()
