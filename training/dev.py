"""What the dev parts say of weights, in fp32: names, and threats with thresholds tuned on all of
dev and on the other folds (five, by document, three draws), and average precision over all pairs of sentence and type; what sentences tell, as
`evaluate.told_scores` has it.

    python dev.py --data DIR --tokenizer TOKENIZER.json WEIGHTS.pt...      # --together: the mean of their logits
"""

import argparse
from pathlib import Path

import numpy as np
from sklearn.metrics import average_precision_score

import evaluate
import links
import model as network
import threats
from labels import THREATS
from rounding import rounded
from tokens import Pieces


def limits(chosen):
    return np.array([chosen[t] for t in THREATS])


def threat_scores(got, want, of):
    """Micro and macro F1 as tuned, the same on the other folds, average precision; in per cent."""
    tuned = evaluate.threat_f1(got >= limits(threats.thresholds(got, want)), want)[:2]
    others = []
    for seed in range(3):
        docs = np.unique(of)
        np.random.default_rng(seed).shuffle(docs)
        chosen = np.zeros(want.shape, bool)
        for f in range(5):
            left_out = np.isin(of, docs[f::5])
            chosen[left_out] = got[left_out] >= limits(threats.thresholds(got[~left_out], want[~left_out]))
        others.append(evaluate.threat_f1(chosen, want)[:2])
    precision = average_precision_score(want.ravel() > 0.5, got.ravel())
    return 100 * np.array([*tuned, *np.mean(others, 0), precision])


def line(models, root, pieces, window, device="cpu", sets=("conll-dev",)):
    """One line on models, read together, in windows of so many pieces."""
    run = evaluate.torch_runner(*models, device=device)
    out = []
    for name in sets:
        load, options = evaluate.ENTITY_SETS[name]
        counts = evaluate.entities(run, load(root), pieces, window, **options)
        by_type = evaluate.line(counts).split(" | ")[1] if options else ""
        out.append(f"{name} {evaluate.micro(counts):.2f} {by_type}".strip())
    scores = threat_scores(*evaluate.threat_matrix(run, threats.documents(root, "dev"), pieces, window))
    told = evaluate.told_scores(run, threats.documents(root, "train", "dev"), pieces, window)
    out.append("told {:.1f}, deeds {:.1f}, events {:.1f}, sides {:.1f} {:.1f} {:.1f}".format(*told))
    stories = links.stories(threats.by_name(root, "train", "dev"), pieces, window, "dev")
    out.append("links {:.1f} {:.1f}".format(*links.best_right(run, models[0].pairs, stories, pieces, window)))
    return "; ".join([*out, "threats, tuned {:.1f} / {:.1f}, other folds {:.1f} / {:.1f}, AP {:.1f}".format(*scores)])


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--data", type=Path, required=True)
    a.add_argument("--tokenizer", type=Path, required=True)
    a.add_argument("--device", default="cpu")
    a.add_argument("--window", type=int, default=250)
    a.add_argument("--sets", default="conll-dev,annoctr-dev,own-dev,cyner-dev,wnut17-dev")
    a.add_argument("--int8", action="store_true", help="round as the int8 program does")
    a.add_argument("--together", action="store_true")
    a.add_argument("weights", type=Path, nargs="+")
    args = a.parse_args()
    pieces = Pieces(args.tokenizer)
    for group in [args.weights] if args.together else [[w] for w in args.weights]:
        models = [network.load(w).eval().to(args.device) for w in group]
        models = [rounded(m) if args.int8 else m for m in models]
        print(*(w.name for w in group), line(models, args.data, pieces, args.window, args.device, args.sets.split(",")), flush=True)


if __name__ == "__main__":
    main()
