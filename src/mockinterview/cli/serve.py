"""`mockinterview serve`: the interviewer in the browser."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path

import click

from mockinterview.cli.context import App, pass_app
from mockinterview.errors import SettingsError


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="이 주소에서만 받습니다.")
@click.option(
    "--port", default=7860, show_default=True, type=click.IntRange(0, 65535), help="0이면 빈 포트를 고릅니다."
)
@click.option("--share", is_flag=True, help="gradio 중계로 임시 공개 주소를 만듭니다 (--auth 필요).")
@click.option(
    "--auth",
    type=click.Path(path_type=Path, dir_okay=False),
    help="로그인 파일: 한 줄에 이름:비밀번호.",
)
@click.option("--root-path", default="", help="역방향 프록시 뒤의 경로 (예: /interview).")
@pass_app
def serve(
    app: App,
    host: str = "127.0.0.1",
    port: int = 7860,
    share: bool = False,
    auth: Path | None = None,
    root_path: str = "",
) -> None:
    """브라우저에서 면접을 시작합니다. 명령 없이 실행해도 이것입니다."""
    if share and auth is None:
        raise SettingsError(
            "--share는 누구나 들어올 수 있는 주소를 만들므로 --auth와 함께만 쓸 수 있습니다.",
            "--share makes an address anybody can reach; it needs --auth.",
        )
    exposed = share or not _is_loopback(host)
    if exposed and auth is None:
        app.warn(
            "주의: 이 컴퓨터에 닿는 누구나 들어올 수 있습니다. --auth로 로그인을 두는 것이 좋습니다.",
            "Careful: everybody who can reach this machine can come in. Consider --auth.",
        )
    app.warn(
        "여는 중입니다. 채점 모델은 화면이 뜬 뒤에 뒤에서 불러옵니다.",
        "Starting; the models load behind the page.",
    )
    from mockinterview.studio import Studio
    from mockinterview.ui.access import read_logins
    from mockinterview.ui.server import Serving
    from mockinterview.ui.server import serve as run

    logins = read_logins(auth) if auth else {}
    studio = Studio(app.settings, exposed=exposed)
    hears, speaks = studio.backends.transcriber, studio.backends.synthesizer
    serving = Serving(host, port, root_path, logins, share)
    run(studio, serving, hears.get() if hears else None, speaks.get() if speaks else None)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
