"""How well groups and malware are told apart whose names nobody knows.

    python tests/eval/unknown_names.py --wiredesk target/release/wiredesk DATA/ner/annoctr/dev.bio --map annoctr [--seed 1 2 3]

In a column file with documents every name of a GROUP or MALWARE becomes another one, made up here, the same for the same name all over its
document. So neither the tables nor the model have seen it, and only the words around tell what it is. Prints what `wiredesk eval --whole`
says of both labels, for each seed and on the average.
"""

import argparse
import json
import random
import subprocess
import tempfile
from pathlib import Path

SYLLABLES = "kor zan vel mir tra dok shu pel gri nox bal ter ven lum qua rik sto fen dra hol mo ra li ta ne ko su zi pa be".split()
COLOURS = ("Velvet Crimson Silent Frozen Hollow Gilded Scarlet Wicked Amber Cobalt Rusty Nimble Arctic Pale Vicious Dusty Hidden "
           "Broken Lunar Ember Ivory Static Cinder").split()
ANIMALS = ("Heron Jackal Mantis Otter Badger Lynx Raven Moth Cobra Bison Wasp Gecko Falcon Mule Stoat Marten Ibis Hornet Weasel Newt "
           "Osprey Crane Viper Tapir").split()
THINGS = "Lotus Anvil Harvest Tempest Lantern Quarry Spindle Orchard Sickle Harbor Ledger Compass Thimble Furnace Beacon Cascade".split()
NUMBERED = ["UNC", "TA", "APT", "TEMP", "DEV-0", "Storm-", "ATK", "CL-STA-", "TAG-", "FIN"]
LABELS = ("GROUP", "MALWARE")


def coined(rng):
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.choice((2, 2, 3)))).capitalize()


def group(rng):
    return rng.choices([
        f"{rng.choice(COLOURS)} {rng.choice(ANIMALS + THINGS)}",
        rng.choice(COLOURS) + rng.choice(ANIMALS + THINGS),
        f"{rng.choice(NUMBERED)}{rng.randrange(40, 4999)}",
        f"{coined(rng)} {rng.choice(['Group', 'Team', 'Gang', 'Crew'])}",
        coined(rng) + rng.choice(["Sec", "Crew", "Team", "Squad", "Hunters", "Spider", "Cats"]),
        coined(rng),
        f"{coined(rng)} {rng.choice(ANIMALS)}",
    ], [30, 10, 10, 12, 12, 12, 14])[0]


def malware(rng):
    return rng.choices([
        coined(rng),
        coined(rng) + rng.choice(["RAT", "Bot", "Loader", "Locker", "Stealer", "Door", "Drop", "Wiper", "Crypt", "Kit"]),
        coined(rng).upper(),
        rng.choice(COLOURS) + rng.choice(["Loader", "Door", "Bot", "Miner", "Rat", "Drop"]),
        (rng.choice(COLOURS) + rng.choice(THINGS)).upper(),
        f"{rng.choice(COLOURS)} {rng.choice(THINGS)}",
    ], [43, 15, 12, 12, 10, 8])[0]


def tag(line):
    """The tag of a GROUP or MALWARE in any column of a line."""
    return next((cell for cell in line.split("\t")[1:] if cell[2:] in LABELS), "")


def renamed(lines, rng):
    known, at = {}, 0
    while at < len(lines):
        line, first = lines[at], tag(lines[at])
        if line.startswith(("<DOCSTART>", "-DOCSTART-")):
            known = {}
        if not first.startswith("B-"):
            yield line
            at += 1
            continue
        label, end = first[2:], at + 1
        while end < len(lines) and tag(lines[end]) == "I-" + label:
            end += 1
        old = " ".join(line.split("\t")[0].lower() for line in lines[at:end])
        if (label, old) not in known:
            known[label, old] = (group if label == "GROUP" else malware)(rng)
        for number, word in enumerate(known[label, old].split()):
            tags = [("BI"[number > 0] + "-" + label if cell[2:] == label else "O") for cell in line.split("\t")[1:]]
            yield "\t".join([word, *tags])
        at = end


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--wiredesk", default="wiredesk")
    parser.add_argument("--map", required=True)
    parser.add_argument("--seed", type=int, nargs="+", default=[1, 2, 3])
    args = parser.parse_args()
    lines, all_scores = args.gold.read_text(encoding="utf-8").split("\n"), []
    for seed in args.seed:
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / args.gold.name
            made.write_text("\n".join(renamed(lines, random.Random(seed))), encoding="utf-8")
            command = [args.wiredesk, "eval", made, "--map", args.map, "--whole", "--resamples", "0", "--format", "json"]
            figures = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)["figures"]
        scores = [100 * figures[f"entities.strict.{label}.f1"] for label in LABELS]
        all_scores.append(scores)
        print(f"seed {seed}: " + ", ".join(f"{label} {score:.1f}" for label, score in zip(LABELS, scores)), flush=True)
    means = [sum(column) / len(column) for column in zip(*all_scores)]
    print("mean: " + ", ".join(f"{label} {score:.1f}" for label, score in zip(LABELS, means)))


if __name__ == "__main__":
    main()
