#!/usr/bin/env bash
# LibreOffice Calc opens the Excel and CSV files in the tests. Installed here where that can be: apt-get as root on Debian.
# With --look: only say (by the exit code) whether it can be used. `soffice` may be there without Calc.
set -euo pipefail

calc_works() {
    command -v soffice >/dev/null 2>&1 || return 1
    local folder
    folder=$(mktemp -d)
    printf 'a,b\n1,2\n' >"$folder/small.csv"
    timeout 120 soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to xlsx --outdir "$folder" \
        "$folder/small.csv" >/dev/null 2>&1 || true
    local made=1
    [ -s "$folder/small.xlsx" ] && made=0
    rm -rf "$folder"
    return $made
}

calc_works && exit 0
[ "${1:-}" = "--look" ] && exit 1
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing LibreOffice Calc for the tests of the files"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libreoffice-calc-nogui >/dev/null
else
    echo "No LibreOffice Calc: the tests that open files in it are skipped. Install it to run them."
fi
