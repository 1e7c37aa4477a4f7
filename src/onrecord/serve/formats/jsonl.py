"""Objects as lines of JSON."""

import json
import re
from collections.abc import Mapping
from typing import Any

#: Characters that JSON lets stand and a terminal obeys: DEL and C1 controls, line and
#: paragraph separators, directional embeddings, overrides and isolates.
_OBEYED = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def to_line(thing: Mapping[str, Any]) -> str:
    r"""Return `thing` as one line of JSON with its newline, letters of every script as they are.

    Characters that would steer a terminal are written as escapes, which
    programs read as the same characters.

    >>> to_line({"said": "نعم\u202e"}) == '{"said": "نعم\\u202e"}\n'
    True
    """
    line = json.dumps(thing, ensure_ascii=False)
    return _OBEYED.sub(lambda match: f"\\u{ord(match[0]):04x}", line) + "\n"
