#!/usr/bin/env bash
# LibreOffice opens the Excel and CSV files in the tests. Installed here where that can be: apt-get as root on Debian.
set -euo pipefail

command -v soffice >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing LibreOffice Calc for the tests of the files"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libreoffice-calc-nogui >/dev/null
else
    echo "No LibreOffice: the tests that open files in it are skipped. Install it to run them."
fi
