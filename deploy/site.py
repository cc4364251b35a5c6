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
KINDS = ("tls:", "plain:", "proxy:")
SAFE = """add_header Content-Security-Policy "default-src 'none'; frame-ancestors 'none'" always;
        add_header X-Content-Type-Options nosniff always;
        add_header Referrer-Policy strict-origin-when-cross-origin always;"""
"""The headers of what nginx answers by itself."""


def site(ports: Sequence[int], settings: Mapping[str, str]) -> str:
    """The template filled in; with TLS where `settings` has a CERTIFICATE, trusting a PROXY where it names one. Raises
    KeyError for a setting that lacks."""
    made = {
        "SERVERS": " ".join(f"server 127.0.0.1:{port} max_fails=0;" for port in ports),
        "LISTEN_HTTP": listen(settings["HTTP"]), "LISTEN_HTTPS": listen(settings["HTTPS"], " ssl http2"),
        "SCHEME": "https" if settings.get("PROXY") else "$scheme", "SAFE": SAFE,
    }  # fmt: skip
    kept = ["tls:"] if settings.get("CERTIFICATE") else ["plain:", "proxy:"] if settings.get("PROXY") else ["plain:"]
    left_out = tuple(kind for kind in KINDS if kind not in kept)
    lines = [line for line in TEMPLATE.read_text(encoding="utf-8").splitlines() if not line.startswith(left_out)]
    text = "\n".join(re.sub(f"^({'|'.join(KINDS)})", "", line) for line in lines[4:]) + "\n"
    return re.sub("@([A-Z_]+)@", lambda found: {**settings, **made}[found[1]], text)


def listen(where: str, how: str = "") -> str:
    """Listening at a port of every address, of IPv6 too, or at the one address that is named."""
    return " ".join(f"listen {at}{how};" for at in ([where, f"[::]:{where}"] if where.isdigit() else [where]))


def main() -> None:
    """Print the site."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--name", required=True, help="the host name of the site")
    parser.add_argument("--ports", nargs="+", type=int, default=[8501, 8502], help="of the servers on this machine")
    parser.add_argument("--http", default="80")
    parser.add_argument("--https", default="443")
    parser.add_argument("--certificate", default="", help="file of the certificate, with its chain")
    parser.add_argument("--key", default="", help="file of its key")
    parser.add_argument("--proxy", default="", help="address or network of a proxy before it that has the certificate")
    parser.add_argument("--cache", default="/var/cache/nginx/lsa", help="folder of what is kept; nginx makes it")
    asked = parser.parse_args()
    if bool(asked.certificate) != bool(asked.key):
        parser.error("a certificate and its key go together: give both, or neither")
    if asked.proxy and (asked.certificate or not re.fullmatch(r"[0-9a-fA-F.:/]+", asked.proxy)):
        parser.error("the proxy is an address or a network, such as 10.0.0.0/24, and has the certificate itself")
    if not re.fullmatch(r"[A-Za-z0-9.-]+", asked.name):
        parser.error("the name is a host name, such as wijk.example.nl")
    settings = {name.upper(): value for name, value in vars(asked).items() if isinstance(value, str)}
    print(site(asked.ports, settings), end="")


if __name__ == "__main__":
    main()
