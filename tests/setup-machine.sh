#!/usr/bin/env bash
# What the tests need beside Python: a browser and Hangul fonts. Installs them where that is possible without
# asking (root on a Debian machine, as in CI); elsewhere says how, and the browser tests are skipped.
set -euo pipefail
find_browser() { command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome; }
find_browser >/dev/null && exit 0
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    "$(apt-cache show chromium-headless-shell >/dev/null 2>&1 && echo chromium-headless-shell || echo chromium)" \
    fonts-nanum fonts-noto-color-emoji >/dev/null
  exit 0
fi
echo "브라우저 시험을 하려면 Chromium이 필요합니다 (예: sudo apt install chromium fonts-nanum)."
[ "${CI:-}" != true ]
