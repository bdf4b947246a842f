"""How much of real pages' articles is kept, and how much besides.

    python tests/eval/pages.py --wiredesk target/release/wiredesk --fundus FOLDER [--list]

FOLDER is a checkout of fundus (GitHub, flairNLP/fundus, MIT), whose test data are pages of papers and what is article in them. Of the pages in tests/resources/parser/test_data those in English count whose reviewed extraction fits them. Captions, by-lines, dates
and standfirsts are article in wiredesk and mostly not there, so the second figure cannot reach 100; the first can.
"""

import argparse
import gzip
import html
import json
import re
import subprocess
import tempfile
from pathlib import Path

ENGLISH = re.compile(r"\b(?:the|and|of|to|in)\b")


def letters(text):
    return re.sub(r"\W+", "", text.lower())


def readable(markup):
    """The text of a stretch of a page."""
    return html.unescape(re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", " ", markup, flags=re.S))


def parts(body):
    """Paragraphs, and the headings and summaries that are article as well."""
    sections = body["sections"]
    return [p for s in sections for p in s["paragraphs"]], [h for s in sections for h in s["headline"]] + list(body["summary"])


def pages(root):
    """(name, page, paragraphs, what else is article) of each page whose extraction fits: half of its paragraphs begin as they do there."""
    for answers in sorted(root.glob("tests/resources/parser/test_data/*/*.json")):
        versions = [v for v in json.loads(answers.read_text(encoding="utf-8")).values() if v.get("body")]
        for packed in sorted(answers.parent.glob(f"{answers.stem}_2*.html.gz")):
            page = gzip.decompress(packed.read_bytes())
            there = letters(re.sub(r"<[^>]+>", " ", page.decode("utf-8", "replace")))
            best, fits = None, 0.5
            for version in versions:
                paragraphs, others = parts(version["body"])
                share = sum(letters(p)[:60] in there for p in paragraphs) / max(1, len(paragraphs))
                if share > fits:
                    best, fits = (paragraphs, [*others, version.get("title") or ""]), share
            text = " ".join(best[0]) if best else ""
            if best and len(ENGLISH.findall(text)) >= 0.12 * len(text.split()):
                yield f"{answers.parent.name}_{packed.name.removesuffix('.html.gz')}", page, *best


def score(record, paragraphs, others):
    """(letters of paragraphs kept, all of them, letters kept that are expected, all kept)."""
    kept = [letters(readable(record["text"][s["start"]:s["end"]])) for s in record.get("sentences", [])]
    whole, wanted = "".join(kept), letters("".join(paragraphs + others))
    sentences = [letters(s) for p in paragraphs for s in re.split(r"(?<=[.!?”\"])\s+", p)]
    expected = [s for s in kept if s in wanted or s[:40] in wanted and s[-40:] in wanted]
    return (sum(len(s) for s in sentences if s in whole), sum(map(len, sentences)), sum(map(len, expected)), len(whole))


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--wiredesk", required=True)
    a.add_argument("--fundus", type=Path, required=True, help="a checkout of the repository")
    a.add_argument("--list", action="store_true", help="each page, the worst first")
    args = a.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wanted, drop, out = {}, Path(folder, "pages"), Path(folder, "records.jsonl")
        drop.mkdir()
        for name, page, *rest in pages(args.fundus):
            (drop / f"{name}.html").write_bytes(page)
            wanted[name] = rest
        subprocess.run([args.wiredesk, "--no-config", "annotate", drop, "-o", out], check=False)
        records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    rows = [(score(r, *wanted[name]), name) for r in records if (name := Path(r["source"]["path"]).stem) in wanted]
    assert len(rows) == len(wanted), f"{len(wanted)} pages, {len(rows)} records"
    if args.list:
        for (got, have, right, kept), name in sorted(rows, key=lambda row: row[0][0] / max(1, row[0][1])):
            print(f"{100 * got / max(1, have):6.1f} {100 * right / max(1, kept):6.1f}  {name}")
    got, have, right, kept = (sum(column) for column in zip(*(row for row, _ in rows)))
    print(f"{len(rows)} pages: {100 * got / have:.1f} % of the paragraphs kept, {100 * right / kept:.1f} % of what is kept expected")


if __name__ == "__main__":
    main()
