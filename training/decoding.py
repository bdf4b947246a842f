"""F1 of names on dev sets (fp32, windows of 250, read as `evaluate.entities` does) by each word's best tag, the best proper
BIO sequence, and the best sequence under learned transitions (a linear-chain CRF over the logits as they are): learned on
four fifths of a set's documents and scored on the rest, five times; for CoNLL also on a tenth of its training part.

    python decoding.py --data DIR --tokenizer TOKENIZER.json --weights WEIGHTS.pt
"""

import argparse
from pathlib import Path

import numpy as np
import torch

import data
import evaluate
import model as network
from dev import WINDOW
from evaluate import BIO, NEVER, best
from labels import ALLOWED, TAGS
from tokens import Pieces


def emissions(run, docs, pieces):
    """Of each document its windows: the logits, and of each sentence its words' places in them and labels."""
    def read(window):
        ids, cases, firsts, _ = pieces.sequence([words for words, _ in window])
        return run(ids, cases)[0], list(zip(firsts, (labels for _, labels in window)))
    return [[read(window) for window in data.windows(doc, pieces, WINDOW)] for doc in docs]


def weight(logits, lengths, begin, between, end):
    """Log of the summed weight of all sequences, of each sentence of a padded batch."""
    score, step = begin + logits[:, 0], between.exp()
    for i in range(1, logits.shape[1]):
        top = score.max(1, keepdim=True).values
        score = torch.where((lengths > i)[:, None], top + ((score - top).exp() @ step).log() + logits[:, i], score)
    return (score + end).logsumexp(1)


def learned(said):
    """Transitions under which the sequences that the labels allow are likeliest."""
    barred = NEVER * (1 - torch.tensor(ALLOWED.table()))
    sentences = sorted([(torch.tensor(logits[first]), barred[labels])
                        for doc in said for logits, window in doc for first, labels in window], key=lambda s: len(s[0]))
    batches = [(torch.tensor([len(x) for x, _ in part]), *(torch.nn.utils.rnn.pad_sequence(x, True) for x in zip(*part)))
               for part in (sentences[i:i + 256] for i in range(0, len(sentences), 256))]
    scores = [torch.zeros(shape, requires_grad=True) for shape in (len(TAGS), (len(TAGS), len(TAGS)), len(TAGS))]
    optimizer = torch.optim.LBFGS(scores, max_iter=60, line_search_fn="strong_wolfe")

    def loss():
        optimizer.zero_grad()
        total = sum(((weight(x, n, *scores) - weight(x + y, n, *scores)).sum() for n, x, y in batches),
                    0.05 * sum((s * s).sum() for s in scores))  # a prior
        total.backward()
        return total

    optimizer.step(loss)
    return [s.detach().numpy() for s in scores]


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--data", "--tokenizer", "--weights"):
        a.add_argument(name, type=Path, required=True)
    args = a.parse_args()
    pieces, run = Pieces(args.tokenizer), evaluate.torch_runner(network.load(args.weights).eval())

    def counts(docs, said, options, *scores):
        """By `evaluate.entities`, to which the decoded tags are given in place of the logits."""
        windows = iter(sum(said, []))

        def again(ids, _):
            logits, sentences = next(windows)
            tags = 0 * logits
            for first, _ in sentences:
                tags[first, best(logits[first], *scores)] = 1
            return tags, tags  # the second is not looked at
        return evaluate.entities(again, docs, pieces, WINDOW, **options, decode=lambda tags: tags.argmax(-1))

    for name in ("conll-dev", "annoctr-dev", "own-dev"):
        load, options = evaluate.ENTITY_SETS[name]
        said = emissions(run, docs := load(args.data), pieces)
        parts = {"best tags": counts(docs, said, options, 0, 0 * BIO, 0),
                 "proper BIO": counts(docs, said, options, BIO[0], BIO, 0)}
        others = (learned([x for i, x in enumerate(said) if i % 5 != f]) for f in range(5))
        parts["other folds"] = [c for f, s in enumerate(others) for c in counts(docs[f::5], said[f::5], options, *s)]
        if name == "conll-dev":
            train = learned(emissions(run, data.conll(args.data, "train")[::10], pieces))
            parts["training part"] = counts(docs, said, options, *train)
        print(f"{name}:", ", ".join(f"{way} {evaluate.micro(c):.2f}" for way, c in parts.items()), flush=True)


if __name__ == "__main__":
    main()
