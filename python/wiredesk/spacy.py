"""Records as spaCy's `DocBin`, for training and for displaCy.

>>> wiredesk.spacy.docbin(records).to_disk("annotations.spacy")
"""

from __future__ import annotations

import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, DocBin


def docbin(records: Iterable[Mapping[str, Any]], nlp: Language | None = None) -> DocBin:
    """All records with a text as one `DocBin`, in order.

    Error records and records without `text` have no place in it: a warning says how many there
    were.
    """
    import spacy
    from spacy.tokens import DocBin

    nlp = nlp or spacy.blank("en")
    found, left = DocBin(store_user_data=True), 0
    for record in records:
        if "text" in record:
            found.add(doc(record, nlp))
        else:
            left += 1
    if left:
        warnings.warn(
            f"{left} records left out, which failed or have no text: annotate without no_text",
            UserWarning,
            stacklevel=2,
        )
    return found


def doc(record: Mapping[str, Any], nlp: Language) -> Doc:
    """One record as a `Doc` whose text is the record's to the last code point.

    Tokens are spaCy's, cut once more where a span of the record begins or ends inside one, so that
    every span is there exactly. Mentions are `doc.ents`; amounts, dates, statements and sentences
    with threat types are span groups; the threat types of the article are `doc.cats`;
    `doc.user_data` has `id`, `path` and `provenance`.
    """
    from spacy.tokens import Doc, Span

    text = record["text"]
    words, spaces = _tokens(text, _edges(record), nlp)
    made = Doc(nlp.vocab, words=words, spaces=spaces)
    starts = {token.idx: token.i for token in made}
    ends = {token.idx + len(token): token.i + 1 for token in made}

    def span(part: Mapping[str, Any], label: str) -> Span:
        return Span(made, starts[part["start"]], ends[part["end"]], label=label)

    made.ents = [span(mention, mention["label"]) for mention in record["mentions"]]
    made.spans["amounts"] = [span(part, part["kind"]) for part in record["amounts"]]
    made.spans["dates"] = [span(part, "date") for part in record["dates"]]
    made.spans["statements"] = [span(part, part["kind"]) for part in record["statements"]]
    made.spans["threats"] = [
        span(sentence, threat) for sentence in record["sentences"] for threat in sentence["threats"]
    ]
    made.cats = {threat["type"]: threat["score"] for threat in record["threats"]}
    made.user_data.update(
        id=record["id"], path=record["source"]["path"], provenance=dict(record["provenance"])
    )
    return made


def _edges(record: Mapping[str, Any]) -> set[int]:
    kinds = ("mentions", "amounts", "dates", "statements", "sentences")
    parts = (part for kind in kinds for part in record[kind])
    return {edge for part in parts for edge in (part["start"], part["end"])}


def _tokens(text: str, edges: set[int], nlp: Language) -> tuple[list[str], list[bool]]:
    """spaCy's tokens, cut at `edges`, and whether a space follows each."""
    words: list[str] = []
    spaces: list[bool] = []
    places = sorted(edges)
    for start, end, space in _cut(text, nlp):
        inside = places[bisect_right(places, start) : bisect_left(places, end)]
        for left, right in pairwise([start, *inside, end]):
            words.append(text[left:right])
            spaces.append(space and right == end)
    return words, spaces


def _cut(text: str, nlp: Language) -> Iterator[tuple[int, int, bool]]:
    limit = nlp.max_length
    nlp.max_length = max(limit, len(text) + 1)
    try:
        tokens = nlp.make_doc(text)
    finally:
        nlp.max_length = limit
    for token in tokens:
        yield token.idx, token.idx + len(token), bool(token.whitespace_)
