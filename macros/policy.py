"""The Content-Security-Policy of the published site: what a page may load and run, in a meta tag of its own.

Scripts in pages are the theme's alone; each is named by its hash. A script inside the article, where words of the product stand,
is never named, so that it would not run even if an escape failed.
"""

from __future__ import annotations

import base64
import hashlib
import re

_CHARSET = re.compile(r'<meta charset="?utf-8"?>', re.IGNORECASE)
_ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
_INLINE = re.compile(r"<script(?P<attributes>(?:\s[^>]*)?)>(?P<text>.*?)</script>", re.DOTALL)

DIRECTIVES = (
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data:"),
    ("font-src", "'self'"),
    ("connect-src", "'self'"),
    ("worker-src", "'self'"),
    ("manifest-src", "'self'"),
    ("form-action", "'self'"),
    ("base-uri", "'none'"),
)
"""Everything comes from the site itself; `data:` serves icons in the theme's style sheets."""


LEADING_ON = (("default-src", "'none'"), ("img-src", "'self'"), ("form-action", "'none'"), ("base-uri", "'none'"))
"""A page that leads on has an icon and nothing else."""


def with_policy(html: str, allowed: tuple[tuple[str, str], ...] = DIRECTIVES) -> str:
    """Returns a page with its policy as the first thing after the character set."""
    hashes = " ".join(f"'sha256-{one}'" for one in hashes_of(html))
    directives = "; ".join(f"{name} {value} {hashes}".strip() if name == "script-src" else f"{name} {value}" for name, value in allowed)
    return _CHARSET.sub(lambda found: f'{found[0]}<meta http-equiv="Content-Security-Policy" content="{directives}">', html, count=1)


def hashes_of(html: str) -> tuple[str, ...]:
    """Returns the hashes of the scripts that stand in a page outside its article, in order, each once."""
    found = []
    for script in _INLINE.finditer(_ARTICLE.sub("", html)):
        if "src=" not in script["attributes"] and "application/json" not in script["attributes"]:
            found.append(base64.b64encode(hashlib.sha256(script["text"].encode("utf-8")).digest()).decode("ascii"))
    return tuple(dict.fromkeys(found))
