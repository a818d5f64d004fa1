"""Headers that a host sends with the site, as each usual host wants them: made of the one policy that the pages carry.

A page names its own scripts by hash in a meta tag, which a header for all pages cannot. So the header says what a meta tag may not say or does not,
and attachments, which have no tag, get a policy under which nothing in them runs. Sources: W3C Content Security Policy Level 3, sections 3.3 and 6.4.2,
for what a meta tag may not say; the manuals of the hosts for their files.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from macros.site.policy import DIRECTIVES

BY_HASH = frozenset({"default-src", "script-src", "style-src"})
"""What a page alone can say: the hashes of its scripts and sheets, and the default behind them."""
_FOR_ALL = (*(one for one in DIRECTIVES if one[0] not in BY_HASH), ("object-src", "'none'"), ("frame-ancestors", "'none'"))
PAGES = "; ".join(f"{name} {value}" for name, value in _FOR_ALL)
"""The policy for every answer, beside the one in the page: a browser heeds both."""
ATTACHMENTS = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"
"""The policy for what a product attaches and nobody here wrote: no script of it runs, nothing of it acts for the site."""
FILES = "(files|compare/[^/]+/files)/"
"""Where attachments stand below the root of the site, as a regular expression. `base` is where that root stands on its host, `/` or `/sub/path/`."""
PATTERNS = ("files/*", "compare/:product/files/*")
"""The same for hosts that know no regular expressions."""
ALWAYS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""What every answer has besides a policy. Strict-Transport-Security is left to whoever answers for all of a host."""
POLICY = "Content-Security-Policy"


def nginx(base: str = "/") -> str:
    """Returns a fragment for a `server` of nginx, whose `root` is the site. A `location` repeats all, since one with headers of its own inherits none."""
    return _lines(
        "# Inside `server { … }`, after `root`.",
        *_nginx(PAGES, ""),
        f"location ~ ^{base}{FILES} {{",
        *_nginx(ATTACHMENTS, "  "),
        "}",
        f"error_page 404 {base}404.html;",
        "gzip on;",
        "gzip_types text/css application/javascript application/json image/svg+xml;",
    )


def container(base: str = "/") -> str:
    """Returns the `server` of nginx in the image that `Containerfile` makes: on a port that needs no rights of an administrator, under any name."""
    return _lines(
        "server {",
        "  listen 8080;",
        "  server_name _;",
        "  server_tokens off;",
        "  absolute_redirect off;",
        "  root /usr/share/nginx/html;",
        "  index index.html;",
        *(f"  {line}" for line in nginx(base).splitlines()[1:]),
        "}",
    )


def caddy(base: str = "/") -> str:
    """Returns a fragment for a site of a Caddyfile, whose `root` is the site."""
    return _lines(
        "# Inside a site's block, beside `root` and `file_server`.",
        f"@attachments path_regexp ^{base}{FILES}",
        f"@pages not path_regexp ^{base}{FILES}",
        *(f'header {name} "{value}"' for name, value in ALWAYS.items()),
        f'header @pages {POLICY} "{PAGES}"',
        f'header @attachments {POLICY} "{ATTACHMENTS}"',
        "encode gzip",
        "handle_errors {",
        "  @lost expression {http.error.status_code} == 404",
        f"  rewrite @lost {base}404.html",
        "  file_server",
        "}",
    )


def apache(base: str = "/") -> str:
    """Returns a `.htaccess` for Apache, which needs mod_headers, and `AllowOverride FileInfo` where the site stands at the root of a host."""
    return _lines(
        "# At the root of the site. Needs mod_headers; expr= needs Apache 2.4.10 or later.",
        *(f'Header always set {name} "{value}"' for name, value in ALWAYS.items()),
        f'Header always set {POLICY} "{PAGES}" "expr=%{{REQUEST_URI}} !~ m#^{base}{FILES}#"',
        f'Header always set {POLICY} "{ATTACHMENTS}" "expr=%{{REQUEST_URI}} =~ m#^{base}{FILES}#"',
        f"ErrorDocument 404 {base}404.html",
        "AddDefaultCharset utf-8",
    )


def netlify(base: str = "/") -> str:
    """Returns a `_headers` for Netlify, which joins what several rules say of one header: a browser heeds both policies of an attachment."""
    return _lines("# At the root of the site.", f"{base}*", *_block(PAGES), *_attachments(base, f"  {POLICY}: {ATTACHMENTS}"))


def cloudflare(base: str = "/") -> str:
    """Returns a `_headers` for Cloudflare Pages: a rule that begins with `!` takes away what an earlier one has set."""
    return _lines("# At the root of the site.", f"{base}*", *_block(PAGES), *_attachments(base, f"  ! {POLICY}", f"  {POLICY}: {ATTACHMENTS}"))


def cloudfront(base: str = "/") -> str:
    """Returns what `aws cloudfront create-response-headers-policy --cli-input-json` takes, for a bucket behind CloudFront: for answers under any `base`."""
    others = [{"Header": name, "Value": value, "Override": True} for name, value in ALWAYS.items() if name not in ("X-Content-Type-Options", "Referrer-Policy")]
    said = {
        "ResponseHeadersPolicyConfig": {
            "Name": "handbook",
            "Comment": "Headers of a published handbook",
            "SecurityHeadersConfig": {
                "ContentSecurityPolicy": {"Override": True, "ContentSecurityPolicy": PAGES},
                "ContentTypeOptions": {"Override": True},
                "ReferrerPolicy": {"Override": True, "ReferrerPolicy": ALWAYS["Referrer-Policy"]},
            },
            "CustomHeadersConfig": {"Quantity": len(others), "Items": others},
        }
    }
    return json.dumps(said, indent=2) + "\n"


HOSTS = {
    "nginx.conf": nginx,
    "container.conf": container,
    "Caddyfile": caddy,
    ".htaccess": apache,
    "_headers.netlify": netlify,
    "_headers.cloudflare": cloudflare,
    "cloudfront.json": cloudfront,
}
"""What is written for each usual host, by the name of the file under `hosting/`."""


def _nginx(policy: str, indent: str) -> list[str]:
    return [f'{indent}add_header {name} "{value}" always;' for name, value in ({**ALWAYS, POLICY: policy}).items()]


def _block(policy: str) -> list[str]:
    return [f"  {name}: {value}" for name, value in ({**ALWAYS, POLICY: policy}).items()]


def _attachments(base: str, *lines: str) -> list[str]:
    return [line for pattern in PATTERNS for line in (f"{base}{pattern}", *lines)]


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"
