"""Strict entity F1 (conlleval) and threat F1, of the fp32 weights or of an exported model.

Protocol: a window holds whole consecutive sentences of one document as far as the piece budget goes; every sentence is
read once, in the first window that takes it in.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np

import data
from labels import ALLOWED, HEADS, IGNORE, KINDS, TAGS, THREATS, spans
from tokens import Pieces

CONLL_VIEW = {"GROUP": "ORG", "MALWARE": "MISC"}  # how the finer types count on sets with the four CoNLL types


def torch_runner(*models, device="cpu"):
    """The mean of the logits of some models."""
    import torch

    def run(ids, cases):
        with torch.no_grad():
            said = [m(torch.tensor([ids], device=device), torch.tensor([cases], device=device)) for m in models]
        return [torch.stack(x).mean(0)[0].cpu().numpy() for x in zip(*said)]
    return run


def onnx_runner(path, threads=1):
    import onnxruntime as ort
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def run(ids, cases):
        feed = {"input_ids": np.array([ids], np.int64), "case_ids": np.array([cases], np.int64)}
        return [x[0] for x in session.run([f"{head}_logits" for head in HEADS], feed)]
    return run


NEVER = -1e4
BIO = np.array([[NEVER * (b[0] == "I" and a[1:] != b[1:]) for b in TAGS] for a in TAGS])  # from a to b


def best(logits, begin=BIO[0], between=BIO, end=0):
    """Viterbi: the tags of the sequence with the highest score; without other scores of the best proper BIO sequence."""
    if not len(logits):
        return []
    score, back = begin + logits[0], []
    for row in logits[1:]:
        paths = score[:, None] + between
        back.append(paths.argmax(0))
        score = paths.max(0) + row
    tags = [(score + end).argmax()]
    for came in reversed(back):
        tags.append(came[tags[-1]])
    return tags[::-1]


def tag(run, sentences, pieces, decode=best):
    """Tags per word and threat scores per sentence, of one window."""
    ids, cases, firsts, ranges = pieces.sequence(sentences)
    entity, threat, *_ = run(ids, cases)
    return [[TAGS[i] for i in decode(entity[f])] for f in firsts], sentence_scores(threat, ranges)


def sentence_scores(threat, ranges):
    """Threat scores of sentences whose pieces lie in `ranges`."""
    return [1 / (1 + np.exp(-threat[s:e].mean(0))) if e > s else np.zeros(len(THREATS)) for s, e in ranges]


def entities(run, docs, pieces, budget, types=("PER", "ORG", "LOC", "MISC"), rename=CONLL_VIEW, seen=frozenset(),
             decode=best):
    """Counts (right, predicted, gold) per type of each document. Predictions of types outside `types` are dropped
    after renaming, and sentences that the training part has too (`seen`) are read but not counted."""
    out = []
    for doc in docs:
        counts = Counter()
        out.append(counts)
        for window in data.windows(doc, pieces, budget):
            predicted, _ = tag(run, [w for w, _ in window], pieces, decode)
            for tags, (words, labels) in zip(predicted, window):
                if tuple(words) in seen:
                    continue
                tags = ["O" if t == "O" else t[:2] + rename.get(t[2:], t[2:]) for t in tags]
                gold = [TAGS[l] if 0 <= l < len(TAGS) else first(l, types) for l in labels]
                g = {s for s in spans(gold) if s[2] in types}
                p = {s for s in spans(tags) if s[2] in types}
                for kind, part in (("right", g & p), ("predicted", p), ("gold", g)):
                    for s in part:
                        counts[s[2], kind] += 1
    return out


def first(label, types):
    """The gold tag of a label that allows several: O where O is allowed, otherwise the first scored type."""
    if label == IGNORE:
        return "O"
    options = sorted(ALLOWED.sets[label])
    return next((TAGS[i] for i in options if i == 0 or TAGS[i][2:] in types), "O")


def scores(right, predicted, gold):
    p, r = right / max(1, predicted), right / max(1, gold)
    return p, r, 2 * p * r / max(1e-9, p + r)


def interval(parts, score, times=1000, seed=1):
    """95% bootstrap interval of a score of parts, drawn by part (a document)."""
    rng = np.random.default_rng(seed)
    draws = [score([parts[i] for i in rng.integers(0, len(parts), len(parts))]) for _ in range(times)]
    return np.percentile(draws, [2.5, 97.5])


def micro(parts):
    """F1 of the counts of some documents together, in per cent."""
    total = [sum(n for c in parts for (_, k), n in c.items() if k == kind) for kind in ("right", "predicted", "gold")]
    return 100 * scores(*total)[2]


def line(parts):
    counts = sum(parts, Counter())
    types = sorted({t for t, _ in counts})
    total = [sum(counts[t, k] for t in types) for k in ("right", "predicted", "gold")]
    low, high = interval(parts, micro)
    text = "P {:.2f} R {:.2f} F1 {:.2f} [{:.1f}, {:.1f}]".format(*(100 * x for x in scores(*total)), low, high)
    return text + " | " + " ".join(
        f"{t} {100 * scores(*(counts[t, k] for k in ('right', 'predicted', 'gold')))[2]:.1f} ({counts[t, 'gold']})"
        for t in types)


def own(part):
    """Our own articles, as entity documents."""
    import threats
    return threats.own_entities(part)


ENTITY_SETS = {
    "conll-dev": (lambda r: data.conll(r, "valid"), {}),
    "conll-test": (lambda r: data.conll(r, "test"), {}),
    "wikigold-heldout": (lambda r: data.wikigold(r, True), {}),
    "annoctr-dev": (lambda r: data.annoctr(r, "dev"), {"types": ("ORG", "LOC", "GROUP", "MALWARE"), "rename": {}}),
    "annoctr-test": (lambda r: data.annoctr(r, "test"), {"types": ("ORG", "LOC", "GROUP", "MALWARE"), "rename": {}}),
    "cyner-dev": (lambda r: data.cyner(r, "valid"), {"types": ("ORG", "MALWARE"), "rename": {"GROUP": "ORG"}}),
    "cyner-test": (lambda r: data.cyner(r, "test"), {"types": ("ORG", "MALWARE"), "rename": {"GROUP": "ORG"}}),
    "crossner-test": (lambda r: data.crossner(r, "test"), {}),
    "wnut17-dev": (lambda r: data.wnut17(r, "emerging.dev.conll"), {}),
    "wnut17-test": (lambda r: data.wnut17(r, "emerging.test.annotated"), {}),
    "own-test": (lambda r: own("test"), {"types": ("PER", "ORG", "LOC", "MISC", "GROUP", "MALWARE"), "rename": {}}),
    "own-dev": (lambda r: own("dev"), {"types": ("PER", "ORG", "LOC", "MISC", "GROUP", "MALWARE"), "rename": {}}),
    "ewt-test": (lambda r: data.ewt(r, "test"), {"types": ("PER", "ORG", "LOC")}),
}


def threat_matrix(run, docs, pieces, budget=0):
    """Scores and gold, one row a sentence, and the number of its document: each sentence alone, or packed into windows
    as the program does it."""
    got, want, of = [], [], []

    def read(window):
        ids, cases, _, ranges = pieces.sequence(window)
        got.extend(sentence_scores(run(ids, cases)[1], ranges))

    for number, doc in enumerate(docs):
        window, used = [], 2
        for words, _, wanted, *_ in doc:
            lo, hi = next(data.cut(words, pieces, max(budget, 500) - 2))
            size = pieces.count(words[lo:hi])
            if window and used + size > budget:
                read(window)
                window, used = [], 2
            window.append(words[lo:hi])
            used += size
            want.append(wanted)
            of.append(number)
        if window:
            read(window)
    return np.array(got), np.array(want), np.array(of)


def told_scores(run, docs, pieces, budget):
    """How well it is seen what annotated sentences tell: share of right kinds, average precision of deeds and of events
    (pairs of sentence and type), and F1 of words that are a part of perpetrators, of targets, of speakers; in per cent."""
    right, deeds, wanted, words, sides, events, types = [], [], [], [], [], [], []
    for doc in docs:
        if all(told is None for *_, told in doc):
            continue
        for window in data.windows(doc, pieces, budget):
            _, _, firsts, ranges = pieces.sequence([s[0] for s in window])
            _, _, statement, side, event, _ = run(*pieces.sequence([s[0] for s in window])[:2])
            for (*_, told), first, (start, end) in zip(window, firsts, ranges):
                if told is not None and told[3] is not None:
                    events.append(event[start:end].mean(0))
                    types.append([i in told[3] for i in range(len(THREATS))])
                if told is not None and told[0] >= 0 and len(told[2]) == len(first):
                    mean = statement[start:end].mean(0)
                    right.append(mean[:len(KINDS)].argmax() == told[0])
                    deeds.append(mean[-1])
                    wanted.append(told[1])
                    words.append(side[first] > 0)
                    sides.append((np.array(told[2])[:, None] >> np.arange(3)) & 1)
    from sklearn.metrics import average_precision_score

    words, sides = np.concatenate(words), np.concatenate(sides) > 0
    f1 = [scores(*(x[:, i].sum() for x in (words & sides, words, sides)))[2] for i in range(3)]
    precision = [average_precision_score(np.ravel(y), np.ravel(x)) for y, x in ((wanted, deeds), (types, events))]
    return 100 * np.array([np.mean(right), *precision, *f1])


def threat_f1(chosen, want):
    """Micro and macro F1 (over the types with support), and a row per type: support, predicted, P, R, F1."""
    rows = []
    for i in range(len(THREATS)):
        g, p = want[:, i] > 0.5, chosen[:, i]
        rows.append((int(g.sum()), int(p.sum()), *scores(int((g & p).sum()), int(p.sum()), int(g.sum()))))
    g, p = want > 0.5, chosen
    per = [r[4] for r in rows if r[0]]
    return scores(int((g & p).sum()), int(p.sum()), int(g.sum()))[2], float(np.mean(per)) if per else 0.0, rows


def calibration_error(got, want, bins=10):
    """Expected calibration error over all pairs of sentence and type, and over those with a score of 0.05 or more."""
    def ece(g, w):
        at = np.minimum((g * bins).astype(int), bins - 1)
        return sum(abs(g[at == b].mean() - w[at == b].mean()) * (at == b).mean() for b in range(bins) if (at == b).any())
    g, w = got.ravel(), want.ravel()
    return ece(g, w), ece(g[g >= 0.05], w[g >= 0.05])


def show_threats(got, want, of, thresholds):
    chosen = got >= np.array([thresholds[t] for t in THREATS])
    micro_f1, macro_f1, rows = threat_f1(chosen, want)
    print("| threat | support | predicted | P | R | F1 |\n|---|---|---|---|---|---|")
    for t, (support, n, p, r, f) in zip(THREATS, rows):
        print(f"| {t} | {support} | {n} | {100 * p:.1f} | {100 * r:.1f} | {100 * f:.1f} |")
    docs = [np.flatnonzero(of == d) for d in np.unique(of)]
    spans_ = [interval(docs, lambda ds, k=k: 100 * threat_f1(*(x[np.concatenate(ds)] for x in (chosen, want)))[k], 400)
              for k in (0, 1)]
    print(f"micro F1 {100 * micro_f1:.2f} [{spans_[0][0]:.1f}, {spans_[0][1]:.1f}], "
          f"macro F1 {100 * macro_f1:.2f} [{spans_[1][0]:.1f}, {spans_[1][1]:.1f}], "
          f"{len(want)} sentences of {len(docs)} documents; calibration error "
          "{:.3f} (all), {:.3f} (scores from 0.05)".format(*calibration_error(got, want)))


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--data", type=Path, required=True)
    a.add_argument("--model", type=Path, help="folder with model.onnx, tokenizer.json, model.json")
    a.add_argument("--weights", type=Path, help="fp32 weights to score instead")
    a.add_argument("--onnx", type=Path, help="another ONNX file with the model folder's tokenizer")
    a.add_argument("--tokenizer", type=Path)
    a.add_argument("--window", type=int, default=0)
    a.add_argument("--sets", default=",".join(ENTITY_SETS))
    a.add_argument("--threats", default="", help="parts of the threat data to score: dev,test,news")
    args = a.parse_args()
    card = json.loads((args.model / "model.json").read_text()) if args.model else {}
    pieces = Pieces(args.tokenizer or args.model / "tokenizer.json")
    window = args.window or card.get("window", 180)
    if args.weights:
        import torch
        import model as network
        torch.set_num_threads(1)
        run = torch_runner(network.load(args.weights).eval())
    else:
        run = onnx_runner(args.onnx or args.model / "model.onnx")
    for name in filter(None, args.sets.split(",")):
        load, options = ENTITY_SETS[name]
        family, _, half = name.partition("-")
        if half == "test" and family in ("annoctr", "cyner"):
            train = getattr(data, family)(args.data, "train")
            options = dict(options, seen={tuple(w) for d in train for w, _ in d if len(w) > 3})
        print(f"{name} (window {window}): {line(entities(run, load(args.data), pieces, window, **options))}", flush=True)
    if args.threats:
        import threats
        for part in args.threats.split(","):
            docs = threats.documents(args.data, part)
            limits = card.get("thresholds") or {t: 0.5 for t in THREATS}
            got, want, _ = threat_matrix(run, docs, pieces)
            alone = threat_f1(got >= np.array([limits[t] for t in THREATS]), want)
            print(f"threats, {part}; each sentence alone: micro F1 {100 * alone[0]:.2f}, macro {100 * alone[1]:.2f}")
            print(f"threats, {part}; packed into windows of {window}:")
            show_threats(*threat_matrix(run, docs, pieces, window), limits)


if __name__ == "__main__":
    main()
