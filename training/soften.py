"""What a teacher says about windows of text: the labelled ones (augmented) and unlabelled ones, for distil.py.

Writes a list of windows: {"seq": ids, cases, first pieces, sentence ranges; "labels", "wanted": as in train.py, per
sentence; "entity": logits per word [words, 13], "threat": logits per sentence [sentences, 18], half precision}.
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
from labels import ALLOWED
from tokens import Pieces


def soften(teachers, windows, pieces, tokens=4096):
    """The windows with the mean of the teachers' logits."""
    out = []
    windows = ([s for s in w if s[0]] for w in windows)
    for batch in train.fill(train.sequences(windows, pieces), lambda g: len(g[1][0]), tokens):
        ids, cases, mask, _, _ = train.tensors(batch)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            both = [t(ids, cases, mask) for t in teachers]
        entity = torch.stack([e.float() for e, _ in both]).mean(0)
        threat = torch.stack([t.float() for _, t in both]).mean(0)
        for r, (window, seq) in enumerate(batch):
            firsts, ranges = seq[2], seq[3]
            out.append({
                "seq": seq, "labels": [l for _, l, _ in window], "wanted": [w for _, _, w in window],
                "entity": entity[r, [f for first in firsts for f in first]].half().numpy(),
                "threat": torch.stack([threat[r, s:e].mean(0) for s, e in ranges]).half().numpy(),
            })
    return out


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--data", type=Path, required=True)
    a.add_argument("--encoder", type=Path, required=True, help="for its tokenizer.json")
    a.add_argument("--teacher", type=Path, nargs="+", required=True)
    a.add_argument("--out", type=Path, required=True)
    a.add_argument("--epochs", type=int, default=2, help="differently augmented copies of the labelled windows")
    a.add_argument("--unlabelled", type=float, default=1.0, help="share of the unlabelled documents")
    a.add_argument("--threats", type=int, default=1)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--threads", type=int, default=1)
    args = a.parse_args()
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    pieces = Pieces(args.encoder / "tokenizer.json")
    teachers = [network.load(p).eval() for p in args.teacher]
    known = augment.names(args.data)
    docs, labelled = train.sets(args.data, True), threat_data.documents(args.data, "train")
    windows = []
    for _ in range(args.epochs):
        windows += train.epoch_windows(docs, labelled, pieces, known, rng, args.threats, True)
    hard = len(windows)
    for doc in data.unlabelled(args.data, threat_data.held_out(args.data)):
        if rng.random() < args.unlabelled:
            for w in data.windows([(s, None, None) for s in doc], pieces, rng.choice([60, 126, 126, 180, 250])):
                windows.append(augment.window(w, rng, known))
    print(f"{hard} labelled windows, {len(windows) - hard} unlabelled", flush=True)
    began = time.time()
    out = soften(teachers, windows, pieces)
    print(f"{sum(len(w['seq'][0]) for w in out)} positions in {time.time() - began:.0f} s")
    with args.out.open("wb") as f:
        pickle.dump((out, ALLOWED.sets), f)


if __name__ == "__main__":
    main()
