"""Check the articles of our own: format, label order, brackets, repetitions; prints counts.

    python own_articles.py [FILE ...]
"""

import sys
from collections import Counter
from pathlib import Path

from data import MARK
from labels import THREATS

HERE = Path(__file__).resolve().parent / "articles"
NOT_CYBER = {"general_cyber_threat", "sanctions_evasion", "weapons_financing", "money_laundering", "arms_transfer"}


def check(path):
    """Faults of one file, as text, and its counts."""
    faults, threats, names, seen = [], Counter(), Counter(), set()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        def fault(what, number=number):
            faults.append(f"{path.name}:{number}: {what}")
        if not line.strip() or line.startswith("# ARTICLE "):
            continue
        if line.count("\t") != 1:
            fault("wants one tab between threats and sentence")
            continue
        labels, text = line.split("\t")
        labels = [] if labels == "none" else labels.split(",")
        if labels != [t for t in THREATS if t in labels]:
            fault(f"unknown, repeated or in another order: {labels}")
        if "general_cyber_threat" in labels and set(labels) - NOT_CYBER:
            fault("general_cyber_threat beside a finer cyber label")
        plain = MARK.sub(lambda m: m[2], text)
        if "[" in plain or "]" in plain:
            fault("a bracket that marks nothing")
        if plain in seen:
            fault("the same sentence again")
        seen.add(plain)
        threats.update(labels or ["none"])
        names.update(m[1] for m in MARK.finditer(text))
    return faults, len(seen), threats, names


def main():
    faults = []
    for path in map(Path, sys.argv[1:] or sorted(HERE.glob("*.txt"))):
        found, sentences, threats, names = check(path)
        faults += found
        print(f"{path.name}: {sentences} sentences; {dict(threats.most_common())}; {dict(names.most_common())}")
    print("\n".join(faults) or "no faults")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
