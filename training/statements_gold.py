"""The dev part of statements/ and events/ as gold that `wiredesk eval` reads: articles of our own of whose statements and
events no training saw anything.

    python statements_gold.py > GOLD.jsonl      # with --unseen plain or long instead those of plain_events.jsonl or long_events.jsonl
    wiredesk eval GOLD.jsonl

The articles of the two files, short and plain news of `ea.txt` to `ep.txt` and longer articles of `fa.txt` to `fp.txt`, are of the dev part of the threats, so no
training sees anything of them (thresholds and calibration of threats do); they have events and threats only.

A party is its words, with an actor of that name at every place that has them. Names, actors and threats are no gold here.
"""

import argparse
import json
import re
import sys

import statements
import threats
from data import MARK


def articles(side="train"):
    """(name, [(threats, text)]) of our own articles of a part of the threats."""
    for path in sorted((statements.HERE / "articles").glob("*.txt")):
        for name, lines in threats.articles(path):
            if threats.own_part(name) == side:
                yield f"{path.stem}|{name}", [(kinds, MARK.sub(lambda m: m[2], text)) for kinds, text in lines]


def page(lines):
    """The text, the headline and every third sentence after it in a paragraph of its own, and its sentences."""
    text, sentences = "", []
    for at, (kinds, line) in enumerate(lines):
        text += "\n\n" if at == 1 or at % 3 == 1 else " " if at else ""
        sentences.append({"start": len(text), "end": len(text) + len(line), "threats": kinds})
        text += line
    return text, sentences


def with_events(gold, events):
    """Add events, with an actor for each name."""
    text, names = gold["text"], {}

    def party(name, sentence):
        names.setdefault(name, len(names))
        at = text.find(name, sentence["start"], sentence["end"])
        at = text.find(name) if at < 0 else at
        return {"start": at, "end": at + len(name), "actor": names[name]}

    gold["events"] = [
        {"type": e["type"], "sentences": [e["sentence"]]}
        | {side: [party(n, gold["sentences"][e["sentence"]]) for n in e[side]] for side in ("perpetrators", "targets")}
        for e in events]
    found = [(m.start(), m.end(), name) for name in names
             for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    gold["mentions"] = [{"id": i, "start": start, "end": end, "label": "ORG"}
                        for i, (start, end, _) in enumerate(sorted(found))]
    gold["actors"] = [
        {"id": number, "name": name, "type": "other", "links": [], "roles": [],
         "mentions": [i for i, (_, _, other) in enumerate(sorted(found)) if other == name]}
        for name, number in names.items()]


def unseen(kind):
    """Gold of the articles of plain_events.jsonl or long_events.jsonl."""
    lines = (statements.HERE / f"{kind}_events.jsonl").read_text(encoding="utf-8").splitlines()
    events = {row["id"]: row["events"] for row in map(json.loads, lines)}
    for name, told in articles("dev"):
        if name in events:
            text, sentences = page(told)
            gold = {"id": name, "text": text, "sentences": sentences}
            with_events(gold, events[name])
            yield gold


def annotated():
    """Gold of the dev part."""
    for name, lines in articles():
        told = {i: statements.annotated().get(f"{name}|{i}") for i in range(len(lines))}
        events = statements.events().get(name)
        if statements.part(f"{name}|0") != "dev" or not (any(told.values()) or events is not None):
            continue
        text, sentences = page(lines)
        gold = {"id": name, "text": text, "sentences": sentences, "statements": [
            {"sentence": i, "kind": row["kind"], "start": sentences[i]["start"], "end": sentences[i]["end"]}
            for i, row in told.items() if row]}
        if events is not None:
            with_events(gold, events)
        yield gold


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--unseen", choices=("plain", "long"), help="articles of which no training sees the events")
    kind = parser.parse_args().unseen
    for gold in unseen(kind) if kind else annotated():
        sys.stdout.write(json.dumps(gold, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
