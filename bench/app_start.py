"""Process start to a page that answers a press: our app against a bare gr.Blocks chat, alternating in one run.

python bench/app_start.py [--rounds 5] [--chromium /usr/bin/chromium]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Error, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.ui.server_process import free_port

BARE = """
import sys
import gradio as gr
with gr.Blocks(analytics_enabled=False) as page:
    chat = gr.Chatbot()
    box = gr.Textbox()
    send = gr.Button("Send", elem_id="ready")
    send.click(lambda text, told: ("", told + [{"role": "user", "content": text}]), [box, chat], [box, chat])
page.launch(server_port=int(sys.argv[1]), quiet=True)
"""
OURS = "import sys\nfrom mockinterview.cli import main\nmain(['serve', '--port', sys.argv[1]])"
PROGRAMS = {"bare": (BARE, "#ready"), "ours": (OURS, "#mi-start")}
LIMIT = 1.5


def seconds_until_usable(program: str, button: str, page: Page) -> float:
    port = free_port()
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "MOCKINTERVIEW_HOME": home, "GRADIO_ANALYTICS_ENABLED": "False"}
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(port)], env=env, stdout=subprocess.DEVNULL
        )
        try:
            open_when_up(page, f"http://127.0.0.1:{port}/", process)
            page.locator(button).click(trial=True, timeout=60_000)
            return time.perf_counter() - began
        finally:
            process.terminate()
            process.wait(timeout=30)


def open_when_up(page: Page, url: str, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            page.goto(url, wait_until="commit")
            return
        except Error:
            time.sleep(0.05)
    raise SystemExit("the server ended")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    taken: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=options.chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for _ in range(options.rounds):
            for name, (program, button) in PROGRAMS.items():
                page = browser.new_context(locale="ko-KR").new_page()
                taken[name].append(seconds_until_usable(program, button, page))
                page.context.close()
        browser.close()
    medians = {name: round(statistics.median(values), 2) for name, values in taken.items()}
    ratio = round(medians["ours"] / medians["bare"], 2)
    print(json.dumps({"median_seconds": medians, "ratio": ratio, "limit": LIMIT, "rounds": options.rounds}))
    raise SystemExit(ratio > LIMIT)


if __name__ == "__main__":
    main()
