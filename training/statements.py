"""How sentences say what they say, who does it to whom, and which deeds they are the first to tell: the annotations in
statements/ and events/, laid over words.

A sentence is known by its article: "file|article|number" in our own articles, "source|document|start|end" elsewhere. The
"sentence" of an event is that number, or that start.
"""

import hashlib
import json
from functools import cache
from pathlib import Path

from labels import KINDS, THREAT_ID

HERE = Path(__file__).resolve().parent
NONE = -1  # a sentence or word that nobody annotated


@cache
def annotated():
    """The annotations by the name of their sentence."""
    return {row["id"]: row for row in rows("statements")}


@cache
def events():
    """The events of annotated articles, by their names "file|article" or "source|document"."""
    return {row["id"]: row["events"] for row in rows("events")}


def rows(folder):
    for path in sorted((HERE / folder).glob("*.jsonl")):
        yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def part(name):
    """"dev" for a tenth of the articles, else "train"."""
    article = "|".join(name.split("|")[:2])
    return "dev" if int(hashlib.sha256(article.encode()).hexdigest(), 16) % 10 == 0 else "train"


def told(name, words, side):
    """(kind, deed, sides, events): the number of its kind, 1 if it tells a deed, for each word the sum of 1, 2, 4 for what
    it is a part of, in the order of SIDES, and the types of the events that it is the first to tell. NONE, or `None` for
    the events, where nobody annotated that; `None` where nobody annotated anything, or the article is not of this side."""
    if part(name) != side:
        return None
    *article, at = name.split("|")[:3]
    deeds = events().get("|".join(article))
    if deeds is not None:
        deeds = sorted({THREAT_ID[e["type"]] for e in deeds if str(e["sentence"]) == at})
    row = annotated().get(name)
    sides = [NONE if row is None else 0] * len(words)
    if row is None:
        return None if deeds is None else (NONE, NONE, sides, deeds)
    for bit, texts in enumerate((row["perpetrators"], row["targets"], [row["speaker"]] if row["speaker"] else [])):
        for text in texts:
            for at in stretch(words, text):
                sides[at] |= 1 << bit
    return KINDS.index(row["kind"]), int(row["event"]), sides, deeds


def places(words, text):
    """Where a piece of their text begins and ends with a word: lists of the places of its words."""
    letters, joined, begins, at, found = "".join(text.split()), "".join(words), {}, 0, []
    ends = {}
    for i, w in enumerate(words):
        begins[at] = i
        at += len(w)
        ends[at] = i
    at = joined.find(letters)
    while at >= 0 and letters:
        if at in begins and at + len(letters) in ends:
            found.append(list(range(begins[at], ends[at + len(letters)] + 1)))
        at = joined.find(letters, at + 1)
    return found


def stretch(words, text):
    """The words that a piece of their text covers, the first time that it begins and ends with a word if it ever does."""
    found = places(words, text)
    if found:
        return found[0]
    letters, at, covered = "".join(text.split()), 0, []
    first = "".join(words).find(letters)
    if first < 0 or len(letters) < 5:
        return []
    for i, w in enumerate(words):
        if at < first + len(letters) and at + len(w) > first:
            covered.append(i)
        at += len(w)
    return covered
