#!/usr/bin/env bash
# A real PostgreSQL for the tests of the sessions. Installed here where that can be: apt-get as root on Debian.
set -euo pipefail

compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null && exit 0
command -v initdb >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing PostgreSQL for the tests of the sessions"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null
else
    echo "No PostgreSQL: the tests of sessions run on SQLite only. Install it to run them on both."
fi
