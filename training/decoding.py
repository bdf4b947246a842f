"""Whether names gain from decoding whole sentences, on dev sets, in fp32 and windows of 250: F1 of the best tag of each
word, of the best proper BIO sequence, and of the best sequence with learned scores of transitions (a linear-chain CRF
over the emissions as they are): learned on four fifths of the set's documents and scored on the other, five times; and
those of CoNLL also learned on a tenth of its training part. All are read by `evaluate.entities`.

    python decoding.py --data DIR --tokenizer TOKENIZER.json WEIGHTS.pt
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch.nn.utils.rnn import pad_sequence

import data
import evaluate
import model as network
from dev import WINDOW
from labels import ALLOWED, IGNORE, TAGS
from tokens import Pieces

NEVER = -1e4
PRIOR = 0.05  # times the squares of the scores, added to the loss


def emissions(run, docs, pieces):
    """Of each document its windows: the entity logits, and for each sentence its words' places in them and labels."""
    out = []
    for doc in docs:
        out.append([])
        for window in data.windows(doc, pieces, WINDOW):
            ids, cases, firsts, _ = pieces.sequence([words for words, _ in window])
            out[-1].append((run(ids, cases)[0], list(zip(firsts, (labels for _, labels in window)))))
    return out


def best(logits, begin, between, end):
    """Viterbi: the tags of the sequence with the highest score."""
    score, back = begin + logits[0], []
    for row in logits[1:]:
        paths = score[:, None] + between
        back.append(paths.argmax(0))
        score = paths.max(0) + row
    tags = [int((score + end).argmax())]
    for came in reversed(back):
        tags.append(int(came[tags[-1]]))
    return tags[::-1]


def proper():
    """Scores that forbid what is no BIO, and else are 0."""
    between = [[NEVER * (b[0] == "I" and a not in ("B" + b[1:], b)) for b in TAGS] for a in TAGS]
    return np.array([NEVER * (t[0] == "I") for t in TAGS]), np.array(between), np.zeros(len(TAGS))


def weight(logits, lengths, begin, between, end):
    """Log of the summed weight of all sequences, for each sentence of a padded batch."""
    score, step = begin + logits[:, 0], between.exp()
    for i in range(1, logits.shape[1]):
        top = score.max(1, keepdim=True).values
        score = torch.where((lengths > i)[:, None], top + ((score - top).exp() @ step).log() + logits[:, i], score)
    return (score + end).logsumexp(1)


def learned(said):
    """Scores under which the sequences that the labels allow are likeliest."""
    table = NEVER * (1 - torch.tensor(ALLOWED.table()))
    sentences = sorted(((torch.tensor(logits[first]), torch.stack([0 * table[0] if l == IGNORE else table[l] for l in labels]))
                        for doc in said for logits, window in doc for first, labels in window if first),
                       key=lambda s: len(s[0]))
    batches = [(torch.tensor([len(x) for x, _ in part]), *(pad_sequence(x, True) for x in zip(*part)))
               for part in (sentences[i:i + 256] for i in range(0, len(sentences), 256))]
    scores = [torch.zeros(shape, requires_grad=True) for shape in (len(TAGS), (len(TAGS), len(TAGS)), len(TAGS))]
    optimizer = torch.optim.LBFGS(scores, max_iter=60, line_search_fn="strong_wolfe")

    def loss():
        optimizer.zero_grad()
        total = PRIOR * sum((s * s).sum() for s in scores)
        for lengths, logits, barred in batches:
            total = total + (weight(logits, lengths, *scores) - weight(logits + barred, lengths, *scores)).sum()
        total.backward()
        return total

    optimizer.step(loss)
    return [s.detach().numpy() for s in scores]


def counts(docs, said, pieces, options, scores=None):
    """What `evaluate.entities` counts when the tags are those of the best sequences, or of the best tags."""
    windows = iter([window for doc in said for window in doc])

    def again(ids, cases):
        logits, sentences = next(windows)
        out = np.zeros_like(logits)
        for first, _ in sentences:
            if first:
                out[first, best(logits[first], *scores) if scores else logits[first].argmax(-1)] = 1
        return out, np.zeros((len(ids), 1))

    return evaluate.entities(again, docs, pieces, WINDOW, **options)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--data", type=Path, required=True)
    a.add_argument("--tokenizer", type=Path, required=True)
    a.add_argument("--sets", default="conll-dev,annoctr-dev,own-dev")
    a.add_argument("weights", type=Path)
    args = a.parse_args()
    pieces, run = Pieces(args.tokenizer), evaluate.torch_runner(network.load(args.weights).eval())
    for name in args.sets.split(","):
        load, options = evaluate.ENTITY_SETS[name]
        docs = load(args.data)
        said = emissions(run, docs, pieces)
        ways = {"best tags": counts(docs, said, pieces, options),
                "proper BIO": counts(docs, said, pieces, options, proper()), "learned on the other folds": []}
        for f in range(5):
            others = [d for i, d in enumerate(said) if i % 5 != f]
            ways["learned on the other folds"] += counts(docs[f::5], said[f::5], pieces, options, learned(others))
        if name == "conll-dev":
            train = emissions(run, data.conll(args.data, "train")[::10], pieces)
            ways["learned on the training part"] = counts(docs, said, pieces, options, learned(train))
        print(f"{name}, {len(docs)} documents:", ", ".join(f"{way} {evaluate.micro(c):.2f}" for way, c in ways.items()), flush=True)


if __name__ == "__main__":
    main()
