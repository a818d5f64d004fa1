"""The types of fields by which somebody outside finds something or reaches somebody: web addresses, contacts."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from handbook.schema.fields import Mark

_WEB = re.compile(r"^https://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?([/?#][A-Za-z0-9/?#@!$&'()*+,;=:._~%-]*)?\Z")
_REACHED = re.compile(r"^(mailto:[A-Za-z0-9.!#$&'*+/=?^_{|}~-]+@[A-Za-z0-9.-]+|tel:[0-9+][0-9.()-]*(;[a-z0-9=.;-]+)?)\Z")


def _web_address(value: Any) -> Any:
    if value is None or (isinstance(value, str) and _WEB.match(value)):
        return value
    raise PydanticCustomError("handbook_type", "web address")


def _contact(value: Any) -> Any:
    if value is None or (isinstance(value, str) and (_WEB.match(value) or _REACHED.match(value))):
        return value
    raise PydanticCustomError("handbook_type", "contact")


WebAddress = Annotated[str, BeforeValidator(_web_address), Mark("plain")]
"""An address that begins with `https://`."""
Contact = Annotated[str, BeforeValidator(_contact), Mark("plain")]
"""How somebody is reached: an address that begins with `https://`, `mailto:` or `tel:`."""
