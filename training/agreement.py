"""How far two independent readings of the same sentences agree: Cohen's kappa per threat type (threats/readings.jsonl)."""

import json
from pathlib import Path

from labels import THREATS

HERE = Path(__file__).resolve().parent / "threats"


def kappa(pairs):
    """Of pairs of yes and no; nothing where neither reader ever says yes."""
    n = len(pairs)
    agree = sum(a == b for a, b in pairs) / n
    a, b = (sum(p[i] for p in pairs) / n for i in (0, 1))
    chance = a * b + (1 - a) * (1 - b)
    return None if chance == 1 else (agree - chance) / (1 - chance)


def main():
    rows = [json.loads(line) for line in (HERE / "readings.jsonl").read_text(encoding="utf-8").splitlines()]
    sets = {name: [r for r in rows if r["set"] == name] for name in sorted({r["set"] for r in rows})}
    print("| threat | " + " | ".join(f"{n}: first, second, both, kappa" for n in sets) + " |")
    print("|---" * (len(sets) + 1) + "|")
    for t in [*THREATS, "none"]:
        cells = []
        for part in sets.values():
            pairs = [tuple((t in r[k]) if t != "none" else not r[k] for k in ("first", "second")) for r in part]
            k = kappa(pairs)
            cells.append(f"{sum(a for a, _ in pairs)}, {sum(b for _, b in pairs)}, {sum(a and b for a, b in pairs)}, "
                         + ("–" if k is None else f"{k:.2f}"))
        print(f"| {t} | " + " | ".join(cells) + " |")
    for name, part in sets.items():
        both = sum(len(set(r["first"]) & set(r["second"])) for r in part)
        f1 = 2 * both / sum(len(r["first"]) + len(r["second"]) for r in part)
        same = sum(r["first"] == r["second"] for r in part) / len(part)
        print(f"{name}: {len(part)} sentences, the same labels {100 * same:.1f} %, micro F1 between readers {100 * f1:.1f}")


if __name__ == "__main__":
    main()
