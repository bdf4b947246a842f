"""Fit the threat head anew on a finished encoder: logistic regression on the mean of a sentence's piece vectors.

The mean of the pieces' logits is the logit of the mean, so the best head for a given encoder is found in seconds, without
the many small steps that it takes beside the encoder. The penalty is chosen on the dev part.
"""

import argparse
import random
from pathlib import Path

import torch
from torch.nn import functional as F

import evaluate
import model as network
import threats
import train
from tokens import Pieces


def features(model, docs, pieces, rng, times=1):
    """Mean vectors [sentences, size] and labels [sentences, 18], in packed windows."""
    kept = []
    hook = model.threat.register_forward_pre_hook(lambda _, inputs: kept.append(inputs[0].float()))
    xs, ys = [], []
    windows = [w for _ in range(times) for w in train.packed(docs, pieces, rng, [2, 64, 126, 126, 126])]
    rng.shuffle(windows)
    for batch in train.batches(windows, pieces, 4096, rng):
        ids, cases, mask, _, pooled = train.tensors(batch)
        kept.clear()
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            model(ids, cases, mask)
        xs += [kept[0][r, s:e].mean(0) for r, s, e, _ in pooled]
        ys += [w for _, _, _, w in pooled]
    hook.remove()
    return torch.stack(xs), torch.tensor(ys)


def fit(x, y, penalty):
    """Weights [18, size] and biases of the regression."""
    w = torch.zeros(y.shape[1], x.shape[1], requires_grad=True)
    b = torch.full((y.shape[1],), -3.0, requires_grad=True)
    mean, std = x.mean(0), x.std(0) + 1e-6
    z = (x - mean) / std
    opt = torch.optim.LBFGS([w, b], max_iter=150, line_search_fn="strong_wolfe")

    def closure():
        opt.zero_grad()
        loss = F.binary_cross_entropy_with_logits(z @ w.T + b, y, reduction="sum") + penalty * (w ** 2).sum()
        loss.backward()
        return loss

    opt.step(closure)
    w, b = w.detach(), b.detach()
    return w / std, b - (w * mean / std).sum(1)


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--data", type=Path, required=True)
    a.add_argument("--encoder", type=Path, required=True, help="for its tokenizer.json")
    a.add_argument("--weights", type=Path, required=True)
    a.add_argument("--out", type=Path, required=True)
    a.add_argument("--threads", type=int, default=1)
    args = a.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    pieces, rng = Pieces(args.encoder / "tokenizer.json"), random.Random(1)
    model = network.load(args.weights).eval()
    x, y = features(model, threats.documents(args.data, "train"), pieces, rng, 2)
    dx, dy = features(model, threats.documents(args.data, "dev"), pieces, rng)

    def score(w, b):
        got = (dx @ w.T + b).sigmoid().numpy()
        micro, macro, _ = evaluate.threat_f1(got >= 0.5, dy.numpy())
        loss = F.binary_cross_entropy_with_logits(dx @ w.T + b, dy, reduction="none").sum(1).mean().item()
        return loss, micro, macro

    print("as trained: loss {:.3f} micro {:.3f} macro {:.3f}".format(
        *score(model.threat.weight.detach().float(), model.threat.bias.detach().float())))
    best = None
    for penalty in (3, 10, 30, 100, 300):
        w, b = fit(x, y, penalty)
        s = score(w, b)
        print("penalty {}: loss {:.3f} micro {:.3f} macro {:.3f}".format(penalty, *s), flush=True)
        if best is None or s[0] < best[0]:
            best = (s[0], w, b)
    with torch.no_grad():
        model.threat.weight.copy_(best[1])
        model.threat.bias.copy_(best[2])
    network.save(model, args.out)


if __name__ == "__main__":
    main()
