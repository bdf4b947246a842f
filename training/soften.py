"""What teachers say about windows of text: the labelled ones (augmented) and unlabelled ones, for distil.py.

With several teachers, each has left one part of the documents out (train.py --without), and a labelled window is read by
the one that has never seen it: of text that it knows by heart a teacher says the labels again, of other text what is
likely. Unlabelled text is read by all, and the mean of their logits counts.

Writes a list of windows as `batches.arrays` gives them, with the teachers' logits "entity" [words, 13], "side" [words, 3], "threat"
and "event" [sentences, 18], "statement" [sentences, 6], half precision.
"""

import argparse
import pickle
import random
import time
from pathlib import Path

import torch

import augment
import data
import model as network
import threats as threat_data
import train
from batches import arrays, autocast, fill, pooled, sequences, tensors
from labels import ALLOWED
from tokens import Pieces


def soften(teachers, windows, pieces, device="cpu", tokens=8192):
    """The windows with the mean of the teachers' logits."""
    out = []
    windows = ([s for s in w if s[0]] for w in windows)
    for batch in fill(sequences(windows, pieces), lambda g: len(g[1][0]), tokens):
        group = [arrays(window, seq) for window, seq in batch]
        b, (words, _, places, owner) = tensors(group, device)
        with torch.no_grad(), autocast(device):
            all_said = [t(b.ids, b.cases, b.mask) for t in teachers]
        said = dict(zip(network.HEADS, (torch.stack([x.float() for x in xs]).mean(0) for xs in zip(*all_said))))
        count = sum(len(w["wanted"]) for w in group)
        of_words = {k: said[k].flatten(0, 1)[words].half().cpu().numpy() for k in ("entity", "side")}
        of_sentences = {k: pooled(said[k], places, owner, count).half().cpu().numpy() for k in ("threat", "statement", "event")}
        word = sentence = 0
        for w in group:
            end, last = word + len(w["first"]), sentence + len(w["wanted"])
            out.append(w | {k: x[word:end] for k, x in of_words.items()}
                       | {k: x[sentence:last] for k, x in of_sentences.items()})
            word, sentence = end, last
    return out


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--data", type=Path, required=True)
    a.add_argument("--encoder", type=Path, required=True, help="for its tokenizer.json")
    a.add_argument("--teacher", type=Path, nargs="+", required=True, help="number K has left part K out")
    a.add_argument("--fold", type=int, default=0, help="the part of the documents to read")
    a.add_argument("--out", type=Path, required=True)
    a.add_argument("--epochs", type=int, default=2, help="differently augmented copies of the labelled windows")
    a.add_argument("--unlabelled", type=int, default=1, help="copies of the unlabelled documents")
    a.add_argument("--threats", type=int, default=1)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--threads", type=int, default=1)
    a.add_argument("--device", default="cpu", choices=("cpu", "cuda"))
    args = a.parse_args()
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    pieces = Pieces(args.encoder / "tokenizer.json")
    teachers = [network.load(p).eval().to(args.device) for p in args.teacher]
    folds = len(teachers)
    known = augment.names(args.data)
    docs, labelled = train.sets(args.data, True), threat_data.named(args.data, "train")
    docs = {k: [d for d in v if data.fold(d, folds) == args.fold] for k, v in docs.items()}
    labelled = [(name, d) for name, d in labelled if data.fold(d, folds) == args.fold]
    windows, plain = [], []
    for _ in range(args.epochs):
        windows += train.epoch_windows(docs, labelled, pieces, known, rng, args.threats, True)
    for doc in data.unlabelled(args.data, threat_data.held_out(args.data)):
        if data.fold([(s,) for s in doc], folds) == args.fold:
            for _ in range(args.unlabelled):
                for w in data.windows([(s, None, None, None) for s in doc], pieces, rng.choice([60, 126, 126, 180, 250])):
                    plain.append(augment.window(w, rng, known))
    print(f"{len(windows)} labelled windows, {len(plain)} unlabelled", flush=True)
    began = time.time()
    out = soften(teachers[args.fold:args.fold + 1], windows, pieces, args.device)
    out += soften(teachers, plain, pieces, args.device)
    print(f"{sum(len(w['ids']) for w in out)} positions in {time.time() - began:.0f} s")
    with args.out.open("wb") as f:
        pickle.dump((out, ALLOWED.sets), f)


if __name__ == "__main__":
    main()
