#!/usr/bin/env bash
# The dashboard on a machine of its own: two servers behind nginx, evenings in PostgreSQL, weekly update, daily backup.
#
#   deploy/server.sh install --name wijk.example.nl [--certificate FILE --key FILE | --proxy ADDRESS]
#   deploy/server.sh upgrade          from a checkout of the new release: one server after the other
#   deploy/server.sh roll-back        to the release before this one, in the same way
#   deploy/server.sh backup           the evenings and the settings, now (a timer does it every night)
#   deploy/server.sh restore FILE     the evenings of a backup, in place of those of now
#   deploy/server.sh rotate-keys      new secrets; desks and phones go on, nothing is lost
#
# Run it as root on Debian 12 or newer, in a checkout of the project. Running it again changes nothing that is right.
# More options of install: --ports "8501 8502", --store postgresql://... (a PostgreSQL of your own), --http and --https.
set -euo pipefail

ROOT=${LSA_ROOT:-}                    # a folder to work in instead of /, for a trial
SITES=$ROOT/srv/lsa
DATA=$ROOT/var/lib/lsa
BACKUPS=$ROOT/var/backups/lsa
SETTINGS=$ROOT/etc/lsa.env
UNITS=$ROOT/etc/systemd/system
NGINX=$ROOT/etc/nginx/conf.d/lsa.conf
OWNER=${LSA_OWNER:-lsa}
KEPT_BACKUPS=14                       # days; docs/privacy.md says so
PATIENCE=${LSA_PATIENCE:-90}          # seconds for a server to start
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

fail() { echo "Not done: $*" >&2; exit 1; }
say() { echo "$*"; }
as_owner() { if [ "$(id -un)" = "$OWNER" ]; then "$@"; else runuser -u "$OWNER" -- "$@"; fi; }
setting() { sed -n "s|^$1=||p" "$SETTINGS"; }
secret() { python3 -c 'import secrets; print(secrets.token_hex(32))'; }

packages() {
    command -v apt-get > /dev/null || fail "this needs Debian: apt-get is not there."
    say "Installing nginx, PostgreSQL and Python from Debian's packages"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        nginx-light postgresql postgresql-client python3-venv make curl > /dev/null
}

owner() {
    id -u "$OWNER" > /dev/null 2>&1 || useradd --system --home-dir "$SITES" --shell /usr/sbin/nologin "$OWNER"
    install -d "$SITES" "$SITES/releases"
    install -d -o "$OWNER" -g "$OWNER" "$DATA"
    install -d -m 700 "$BACKUPS"
}

database() {                          # prints the address of a role and database of our own
    local password
    password=$(secret)
    (cd / && runuser -u postgres -- psql -qAt -v ON_ERROR_STOP=1) > /dev/null <<SQL
SELECT 'CREATE ROLE lsa LOGIN' WHERE NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'lsa') \gexec
ALTER ROLE lsa PASSWORD '$password';
SELECT 'CREATE DATABASE lsa OWNER lsa' WHERE NOT EXISTS (SELECT 1 FROM pg_database WHERE datname = 'lsa') \gexec
SQL
    echo "postgresql://lsa:$password@127.0.0.1:5432/lsa"
}

settings() {                          # name, address of the store, scheme
    install -d "$(dirname "$SETTINGS")"
    (umask 077; sed -e "s|^LSA_ADDRESS=.*|LSA_ADDRESS=$3://$1|" \
        -e "s|^LSA_STORE_URL=.*|LSA_STORE_URL=$(sed 's/[\\&|]/\\&/g' <<< "$2")|" \
        -e "s|^STREAMLIT_SERVER_COOKIE_SECRET=.*|STREAMLIT_SERVER_COOKIE_SECRET=$(secret)|" \
        "$here/deploy/lsa.env.example" > "$SETTINGS")
    say "written   $SETTINGS (only root can read it)"
}

release() {                           # a copy of this checkout with its packages; prints its folder
    local name target
    name=$(date +%Y%m%d-%H%M%S)
    target=$SITES/releases/$name
    install -d -o "$OWNER" -g "$OWNER" "$target"
    tar -C "$here" --exclude ./.venv --exclude ./data --exclude ./.git -cf - . | as_owner tar -C "$target" -xf -
    (cd "$target" && as_owner env PIP_NO_CACHE_DIR=1 make --silent .venv/.installed) >&2 || fail "the packages of the new release could not be
installed. The release in use goes on; $target can be removed."
    if [ -z "$ROOT" ]; then           # root runs deploy/server.sh in it every night: nobody else may write there
        chown -R root:root "$target"
        chmod -R u=rwX,go=rX "$target"
    fi
    echo "$target"
}

figures() {                           # that the release of $1 can show, made when those in use are of another
    (cd "$1" && as_owner env LSA_DATA_DIR="$DATA" .venv/bin/python -m lsa_data build --if-needed) >&2
}

use() {                               # the release of $1 from the next start of a server
    ln -sfn "$1" "$SITES/current.new" && mv -T "$SITES/current.new" "$SITES/current"
}

units() {
    install -d "$UNITS"
    local unit
    for unit in lsa@.service lsa-backup.service lsa-backup.timer lsa-update.service lsa-update.timer; do
        sed -e "s|@PROJECT@|$SITES/current|g" -e "s|@DATA@|$DATA|g" -e "s|@USER@|$OWNER|g" \
            -e "s|/etc/lsa.env|$SETTINGS|g" "$here/deploy/$unit" > "$UNITS/$unit"
    done
    sed -i "s|^Type=oneshot|&\nUser=$OWNER|" "$UNITS/lsa-update.service"
    systemctl daemon-reload
}

ports() { setting LSA_PORTS | tr ',' ' '; }

answers() {                           # whether the server on a port answers, waiting for it
    local until=$((SECONDS + PATIENCE))
    until curl --silent --max-time 5 "http://127.0.0.1:$1/health/live" | grep -q '"status":"ok"'; do
        [ $SECONDS -lt $until ] || return 1
        sleep 0.5
    done
}

one_by_one() {                        # the release of $1 in use, one server after the other
    local target=$1 before port again=()
    before=$(readlink -e "$SITES/current" || true)
    figures "$target" || fail "the figures of the new release could not be made. The release in use goes on."
    use "$target"
    for port in $(ports); do
        systemctl restart "lsa@$port"
        again+=("lsa@$port")
        if ! answers "$port"; then
            [ -n "$before" ] && [ "$before" != "$target" ] || fail "the server on port $port does not start: journalctl --unit lsa@$port"
            figures "$before" || say "The figures of the release of before could not be made again: see /health."
            use "$before"
            systemctl restart "${again[@]}"
            fail "the server on port $port does not start with the new release. Every server runs the one of before again.
Why: journalctl --unit lsa@$port"
        fi
        say "running   port $port: $(basename "$target")"
    done
    [ "$before" = "$target" ] || [ -z "$before" ] || ln -sfn "$before" "$SITES/before"
}

site() {                              # of nginx, as the release in use writes it; one that was changed by hand stays
    local words
    [ -e "$SITES/site-words" ] || { say "The site of nginx stays as it is: install again to have that of this release."; return; }
    mapfile -t words < "$SITES/site-words"
    install -d "$(dirname "$NGINX")"
    python3 "$SITES/current/deploy/site.py" "${words[@]}" > "$SITES/site.new"
    if [ ! -e "$NGINX" ] || [ ! -e "$SITES/site.conf" ] || cmp -s "$NGINX" "$SITES/site.conf"; then
        cp "$SITES/site.new" "$NGINX"
    else
        say "$NGINX was changed by hand and stays; that of this release is $SITES/site.conf"
    fi
    mv "$SITES/site.new" "$SITES/site.conf"
    [ -n "$ROOT" ] || { nginx -t && systemctl reload-or-restart nginx; } ||
        fail "nginx does not take $NGINX and goes on with what it has. The servers run."
}

old_releases() {                      # those that neither runs nor can be rolled back to
    local folder
    for folder in "$SITES"/releases/*; do
        case $folder in
            "$(readlink -f "$SITES/current")" | "$(readlink -f "$SITES/before" || true)") ;;
            *) rm -rf -- "$folder" ;;
        esac
    done
}

install_() {
    local name='' certificate='' key='' proxy='' wanted='8501 8502' store='' http=80 https=443 target scheme=http
    while [ $# -gt 0 ]; do
        case $1 in
            --name) name=$2 ;; --certificate) certificate=$2 ;; --key) key=$2 ;; --ports) wanted=$2 ;;
            --store) store=$2 ;; --proxy) proxy=$2 ;; --http) http=$2 ;; --https) https=$2 ;;
            *) fail "install does not know $1" ;;
        esac
        shift 2
    done
    [ -n "$name" ] || fail "install needs --name, the host name of the site"
    [ -z "$certificate$proxy" ] || scheme=https
    [ -n "$ROOT" ] || packages
    owner
    if [ ! -e "$SETTINGS" ]; then
        [ -n "$store" ] || store=$(database)
        settings "$name" "$store" "$scheme"
        echo "LSA_PORTS=${wanted// /,}" >> "$SETTINGS"
    fi
    [ "$(setting LSA_ADDRESS)" = "$scheme://$name" ] || say "LSA_ADDRESS in $SETTINGS stays $(setting LSA_ADDRESS)"
    target=$(release)
    units
    one_by_one "$target"
    systemctl enable $(printf 'lsa@%s ' $(ports)) lsa-backup.timer lsa-update.timer
    systemctl start lsa-backup.timer lsa-update.timer
    local tls=()
    [ -z "$certificate" ] || tls=(--certificate "$certificate" --key "$key")
    [ -z "$proxy" ] || tls=(--proxy "$proxy")
    printf '%s\n' --name "$name" --ports $(ports) --http "$http" --https "$https" \
        --cache "$ROOT/var/cache/nginx/lsa" "${tls[@]}" > "$SITES/site-words"
    if [ -z "$ROOT" ]; then
        install -d /var/cache/nginx
        if [ -L /etc/nginx/sites-enabled/default ]; then
            rm /etc/nginx/sites-enabled/default
            say "removed   /etc/nginx/sites-enabled/default, Debian's welcome: it stood before every host that is not yours"
        fi
        echo "worker_rlimit_nofile 20000;" > /etc/nginx/modules-enabled/90-lsa.conf
        sed -i 's/worker_connections [0-9]*;/worker_connections 8192;/' /etc/nginx/nginx.conf
    fi
    site
    say "The dashboard is at $(setting LSA_ADDRESS). How it goes: /health. What to do when: docs/running.md"
}

upgrade() {
    [ -e "$SITES/current" ] || fail "nothing is installed yet: deploy/server.sh install --name ..."
    backup
    local target
    target=$(release)
    units
    one_by_one "$target"
    site
    old_releases
}

roll_back() {
    [ -e "$SITES/before" ] || fail "there is no release before this one."
    one_by_one "$(readlink -e "$SITES/before")"
    site
}

backup() {
    local file
    file=$BACKUPS/lsa-$(date +%Y%m%d-%H%M%S).dump
    while [ -e "$file" ]; do file=${file%.dump}+.dump; done
    install -d -m 700 "$BACKUPS"
    (umask 077; pg_dump --format=custom --no-owner --file="$file.part" "$(setting LSA_STORE_URL)") ||
        fail "the evenings could not be copied. The copies of before are still in $BACKUPS."
    mv "$file.part" "$file"
    install -m 600 "$SETTINGS" "$BACKUPS/lsa.env"
    [ ! -d "$DATA/reports" ] || tar -C "$DATA" -czf "$BACKUPS/reports.tar.gz" reports
    say "kept      $file"
}

old_backups() { find "$BACKUPS" -name 'lsa-*.dump*' -mtime "+$KEPT_BACKUPS" -delete; }

restore() {
    [ -f "${1:-}" ] || fail "name the file of a backup, from $BACKUPS"
    pg_restore --list "$1" > /dev/null 2>&1 || fail "$1 is no backup, or damaged. Nothing was changed."
    backup
    pg_restore --clean --if-exists --no-owner --single-transaction --exit-on-error \
        --dbname="$(setting LSA_STORE_URL)" "$1" || fail "the backup could not be put back. Nothing was changed."
    one_by_one "$(readlink -e "$SITES/current")"     # a backup of an older release gets the columns that it lacks
    say "The evenings are those of $(basename "$1"). Those of before it are in the newest backup."
}

rotate_keys() {
    sed -i "s|^STREAMLIT_SERVER_COOKIE_SECRET=.*|STREAMLIT_SERVER_COOKIE_SECRET=$(secret)|" "$SETTINGS"
    case $(setting LSA_STORE_URL) in
        postgresql://lsa:*@127.0.0.1:5432/lsa) sed -i "s|^LSA_STORE_URL=.*|LSA_STORE_URL=$(database)|" "$SETTINGS" ;;
        *) say "The password of your own PostgreSQL stays: change it there and in $SETTINGS." ;;
    esac
    one_by_one "$(readlink -e "$SITES/current")"
}

[ "$(id -u)" = 0 ] || [ -n "$ROOT" ] || fail "this needs root. Run it with sudo."
work=${1:-}
[ $# -eq 0 ] || shift
case $work in
    install) install_ "$@" ;;
    upgrade) upgrade ;;
    roll-back) roll_back ;;
    backup) backup; old_backups ;;
    restore) restore "$@" ;;
    rotate-keys) rotate_keys ;;
    *) sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//p;}' "$0" >&2; exit 2 ;;
esac
