#!/usr/bin/env bash
# Find a Chromium for the browser tests, or install one: apt-get as root on Debian, otherwise Playwright's own.
set -euo pipefail
python=$1

for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
else
    "$python" -m playwright install chromium
fi
