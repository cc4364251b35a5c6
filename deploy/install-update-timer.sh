#!/bin/sh
# Fetch newer figures every week, by a timer of systemd. Run it again after a change; what is the same stays.
#
#   deploy/install-update-timer.sh           for the machine: as root, by the owner of the data folder
#   deploy/install-update-timer.sh --user    for this user
#   deploy/install-update-timer.sh --undo    (with --user, if it was installed so) take the timer away again
#
# LSA_DATA_DIR: the data folder, when it is not data/ in the project.
# LSA_METRICS_DIR: the folder that the node exporter reads; the metrics of the update are linked there.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
project=$(dirname -- "$here")
data=${LSA_DATA_DIR:-$project/data}
for_user='' undo=''
for argument; do
    case $argument in
        --user) for_user=--user ;;
        --undo) undo=yes ;;
        *) sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//p;}' "$0" >&2; exit 2 ;;
    esac
done

fail() { echo "Not installed: $*" >&2; exit 1; }
systemctl_() { systemctl $for_user "$@"; }

command -v systemctl > /dev/null || fail "this machine has no systemd. docs/update.md has a line for cron."
if [ -n "$for_user" ]; then
    units=${XDG_CONFIG_HOME:-$HOME/.config}/systemd/user
else
    units=/etc/systemd/system
    [ -w "$(dirname -- "$units")" ] || fail "this needs root. Run it with sudo, or with --user for this user only."
fi

if [ -n "$undo" ]; then
    systemctl_ disable --now lsa-update.timer 2> /dev/null || true
    for unit in lsa-update.service lsa-update.timer; do
        if [ -e "$units/$unit" ]; then rm -- "$units/$unit"; echo "removed   $units/$unit"; fi
    done
    if [ -n "${LSA_METRICS_DIR:-}" ] && [ -L "$LSA_METRICS_DIR/lsa-update.prom" ]; then
        rm -- "$LSA_METRICS_DIR/lsa-update.prom"; echo "removed   $LSA_METRICS_DIR/lsa-update.prom"
    fi
    systemctl_ daemon-reload
    echo "The figures are no longer updated by themselves. Those that are there stay in use."
    exit 0
fi

[ -x "$project/.venv/bin/python" ] || fail "$project/.venv is not there. Make it with: make build"
[ -d "$data" ] || fail "$data is not there. Make it with: make build, as the user who serves the dashboard."
data=$(CDPATH='' cd -- "$data" && pwd)
case $project$data in
    *[!A-Za-z0-9/._-]*) fail "systemd does not take the signs in $project or $data. Move it to a plain path." ;;
esac

mkdir -p -- "$units"
fresh=$(mktemp -d)
trap 'rm -rf -- "$fresh"' EXIT
for unit in lsa-update.service lsa-update.timer; do
    sed -e "s|@PROJECT@|$project|g" -e "s|@DATA@|$data|g" "$here/$unit" > "$fresh/$unit"
done
owner=$(stat -c %U -- "$data")
if [ -z "$for_user" ] && [ "$owner" != root ]; then
    sed -i "s|^Type=oneshot|&\nUser=$owner|" "$fresh/lsa-update.service"
fi
for unit in lsa-update.service lsa-update.timer; do
    if cmp -s "$fresh/$unit" "$units/$unit"; then
        echo "the same  $units/$unit"
    else
        cp -- "$fresh/$unit" "$units/$unit"; chmod 644 -- "$units/$unit"; echo "written   $units/$unit"
    fi
done
if [ -n "${LSA_METRICS_DIR:-}" ]; then
    ln -sfn -- "$data/lsa-update.prom" "$LSA_METRICS_DIR/lsa-update.prom"
    echo "linked    $LSA_METRICS_DIR/lsa-update.prom"
fi
systemctl_ daemon-reload
systemctl_ enable --now lsa-update.timer
echo "Newer figures come every week. Next: systemctl ${for_user:+$for_user }list-timers lsa-update.timer"
echo "Now:  systemctl ${for_user:+$for_user }start lsa-update.service"
echo "How it went: journalctl ${for_user:+$for_user }--unit lsa-update.service, /health, $data/lsa-update.prom"
if [ -n "$for_user" ]; then
    echo "Also when you are not logged in: loginctl enable-linger"
fi
