#!/usr/bin/env python3
"""Write the site of nginx for some servers of the dashboard on this machine.

    deploy/site.py --name wijk.example.nl --ports 8501 8502 \\
        --certificate /etc/letsencrypt/live/wijk.example.nl/fullchain.pem \\
        --key /etc/letsencrypt/live/wijk.example.nl/privkey.pem > /etc/nginx/conf.d/lsa.conf

Without a certificate it is a site without TLS, for behind something that has it. Needs nothing but Python.
"""

import argparse
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

TEMPLATE = Path(__file__).with_name("nginx.conf")
KINDS = ("tls:", "plain:")


def site(ports: Sequence[int], settings: Mapping[str, str]) -> str:
    """The template filled in; with TLS where `settings` has a CERTIFICATE. Raises KeyError for a setting that lacks."""
    servers = " ".join(f"server 127.0.0.1:{port} max_fails=1 fail_timeout=5s;" for port in ports)
    other = KINDS[1] if settings.get("CERTIFICATE") else KINDS[0]
    lines = [line for line in TEMPLATE.read_text(encoding="utf-8").splitlines() if not line.startswith(other)]
    text = "\n".join(re.sub(f"^({'|'.join(KINDS)})", "", line) for line in lines[3:]) + "\n"
    return re.sub("@([A-Z]+)@", lambda found: {**settings, "SERVERS": servers}[found[1]], text)


def main() -> None:
    """Print the site."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--name", required=True, help="the host name of the site")
    parser.add_argument("--ports", nargs="+", type=int, default=[8501, 8502], help="of the servers on this machine")
    parser.add_argument("--http", default="80")
    parser.add_argument("--https", default="443")
    parser.add_argument("--certificate", default="", help="file of the certificate, with its chain")
    parser.add_argument("--key", default="", help="file of its key")
    parser.add_argument("--cache", default="/var/cache/nginx/lsa", help="folder of what is kept; nginx makes it")
    asked = parser.parse_args()
    if bool(asked.certificate) != bool(asked.key):
        parser.error("a certificate and its key go together: give both, or neither")
    if not re.fullmatch(r"[A-Za-z0-9.-]+", asked.name):
        parser.error("the name is a host name, such as wijk.example.nl")
    settings = {name.upper(): value for name, value in vars(asked).items() if isinstance(value, str)}
    print(site(asked.ports, settings), end="")


if __name__ == "__main__":
    main()
