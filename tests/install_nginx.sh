#!/usr/bin/env bash
# A real nginx for the test of two servers. Installed here where that can be: apt-get as root on Debian.
set -euo pipefail

command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing nginx for the test of two servers"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nginx-light >/dev/null
else
    echo "No nginx: the test of two servers is left out. Install it to run it."
fi
