"""A record to look at, in a notebook cell or a file."""

from __future__ import annotations

import html as markup
import json
from collections.abc import Mapping
from typing import Any

from wiredesk import _native


class Html:
    """A piece of HTML that needs nothing else: the last line of a cell shows it."""

    def __init__(self, html: str) -> None:
        self.html = html

    def _repr_html_(self) -> str:
        return self.html

    def __str__(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return f"<HTML, {len(self.html)} characters: str() gives it>"


def show(record: Mapping[str, Any]) -> Html:
    """The article with its spans where they stand, threat types beside their sentences, boilerplate
    grey; below, statements, events, actors and money with links to their evidence.

    >>> wiredesk.show(records[0])

    An error record shows what went wrong.
    """
    if not isinstance(record, Mapping):
        raise TypeError(f"show takes one record, not {type(record).__name__}: try records[0]")
    html = _native.html(json.dumps(record, ensure_ascii=False))
    if html is None:
        error, source = record["error"], record["source"]
        place = source["path"] + ("" if source["item"] is None else f":{source['item']}")
        html = (
            f"<p><strong>{markup.escape(place)}</strong> could not be annotated: "
            f"{markup.escape(error['message'])} ({markup.escape(error['kind'])})</p>"
        )
    return Html(html)
