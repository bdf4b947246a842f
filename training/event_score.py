"""Weights of the score of events (src/extract/events/score.rs): the probability that type, perpetrators and targets are all right.

    python statements_gold.py > held.jsonl     # articles whose events are known and that the model has not seen
    wiredesk annotate --all-scores held.jsonl -o held.out.jsonl
    wiredesk annotate --all-scores ../tests/gold/dev.jsonl -o dev.out.jsonl
    python event_score.py held.jsonl held.out.jsonl --test ../tests/gold/dev.jsonl dev.out.jsonl

A logistic regression on the `evidence` of each event. Prints the weights as Rust has them, and how well the scores hold: on the first
pair by five folds of articles, on that behind --test with the weights of the first. A new model wants new weights.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

LEAST = 0.01  # as in score.rs
SIDES = (("perpetrators", "other_perpetrator"), ("targets", "other_target"))


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def who(document, party):
    """The name of a party's actor, and where it is mentioned."""
    for at, actor in enumerate(document.get("actors") or []):
        if party.get("actor") is not None and actor.get("id", at) == party["actor"]:
            own = set(actor["mentions"])
            places = {(m["start"], m["end"]) for i, m in enumerate(document["mentions"]) if m.get("id", i) in own}
            return actor["name"].lower(), places
    return None, set()


def same(gold, wanted, found, there):
    """Whether two parties are one, as `wiredesk eval` has it."""
    if None not in (wanted.get("start"), there.get("start")) and max(wanted["start"], there["start"]) < min(wanted["end"], there["end"]):
        return True
    (name, places), (other, others) = who(gold, wanted), who(found, there)
    return name is not None and name == other or bool(places & others)


def right(gold, found):
    """Of each event found whether it is right; each in gold counts once."""
    left, out = list(gold.get("events") or []), []
    for event in found["events"]:
        def is_it(wanted):
            pairs = ([(w, t) for w in wanted[side] for t in event[side] if same(gold, w, found, t)] for side, _ in SIDES)
            return wanted["type"] == event["type"] and all(
                all(any(w is a for a, _ in pair) for w in wanted[side]) and all(any(t is b for _, b in pair) for t in event[side])
                for (side, _), pair in zip(SIDES, pairs))
        hit = next((wanted for wanted in left if is_it(wanted)), None)
        out.append(hit is not None)
        left = [wanted for wanted in left if wanted is not hit]
    return out


def logit(share):
    share = np.clip(share, LEAST, 1 - LEAST)
    return float(np.log(share / (1 - share)))


def features(evidence):
    """As `Evidence::score` has them."""
    out = [logit(evidence["deed"]), logit(evidence["other"])]
    for side, other in SIDES:
        taken, free = evidence[side], logit(1 - evidence[other])
        out += [0, 0, 1, free] if taken is None else [logit(taken), free, 0, 0]
    return out


def read(gold, records):
    """Features and truth of all events, the article of each, and how many there are in gold."""
    pairs = list(zip(lines(gold), lines(records), strict=True))
    of = [(features(event["evidence"]), ok, at) for at, (wanted, found) in enumerate(pairs)
          for event, ok in zip(found["events"], right(wanted, found)) if event.get("evidence")]
    x, y, article = (np.array(column) for column in zip(*of))
    return x, y, article, sum(len(wanted.get("events") or []) for wanted, _ in pairs)


def table(name, score, y, gold):
    print(f"{name}: {y.sum()} of {len(y)} right, {gold} in gold, area under the curve {roc_auc_score(y, score):.3f}")
    for least in np.arange(0, 0.9, 0.1):
        kept = score >= least
        if kept.any():
            print(f"  from {least:.1f}: {y[kept].sum()} of {kept.sum()} right, precision {y[kept].mean():.3f}, recall {y[kept].sum() / gold:.3f}")


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("gold", type=Path)
    a.add_argument("records", type=Path, help="of --all-scores, a line for each of gold")
    a.add_argument("--test", type=Path, nargs=2, metavar=("GOLD", "RECORDS"))
    args = a.parse_args()
    x, y, article, gold = read(args.gold, args.records)
    model = LogisticRegression(C=0.1, max_iter=1000)
    table("by folds", cross_val_predict(model, x, y, groups=article, cv=GroupKFold(5), method="predict_proba")[:, 1], y, gold)
    model.fit(x, y)
    if args.test:
        x, y, _, gold = read(*args.test)
        table("test", model.predict_proba(x)[:, 1], y, gold)
    w = [f"{weight:.2f}" for weight in model.coef_[0]]
    print(f"bias: {model.intercept_[0]:.2f},\ndeed: {w[0]},\nother: {w[1]},")
    for at, (side, _) in enumerate(SIDES):
        taken, beside, nobody, there = w[2 + 4 * at:6 + 4 * at]
        print(f"{side}: Weighed {{ taken: {taken}, beside: {beside}, nobody: {nobody}, nobody_there: {there} }},")


if __name__ == "__main__":
    main()
