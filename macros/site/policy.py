"""The Content-Security-Policy of the published site: what a page may load and run, in a meta tag of its own.

Scripts and style sheets in pages are those of the theme and of plugins; each is named by its hash. One inside the article, where words of the
product stand, is never named, so that it would not be heeded even if an escape failed.
"""

from __future__ import annotations

import base64
import hashlib
import re

_CHARSET = re.compile(r'<meta charset="?utf-8"?>', re.IGNORECASE)
_INLINE = {tag: re.compile(rf"<{tag}(?P<attributes>(?:\s[^>]*)?)>(?P<text>.*?)</{tag}>", re.DOTALL) for tag in ("script", "style")}

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
    named = {"script-src": hashes_of(html, "script"), "style-src": hashes_of(html, "style")}
    directives = "; ".join(" ".join((name, value, *(f"'sha256-{one}'" for one in named.get(name, ())))) for name, value in allowed)
    return _CHARSET.sub(lambda found: f'{found[0]}<meta http-equiv="Content-Security-Policy" content="{directives}">', html, count=1)


def hashes_of(html: str, tag: str = "script") -> tuple[str, ...]:
    """Returns the hashes of the scripts, or the style sheets, that stand in a page outside its article, in order, each once."""
    start, end = html.find("<article"), html.rfind("</article>")
    outside = ((0, start), (end if end > start else len(html), len(html))) if start >= 0 else ((0, len(html)),)
    found = []
    for one in (one for span in outside for one in _INLINE[tag].finditer(html, *span)):
        if "src=" not in one["attributes"] and "application/json" not in one["attributes"]:
            found.append(base64.b64encode(hashlib.sha256(one["text"].encode("utf-8")).digest()).decode("ascii"))
    return tuple(dict.fromkeys(found))
