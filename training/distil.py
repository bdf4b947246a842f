"""Train a student on what soften.py wrote: the labels where there are some, and the teacher's opinion everywhere."""

import argparse
import pickle
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

import dev
import model as network
from batches import autocast, event_loss, fill, hard_losses, pooled, tensors, told_loss
from labels import ALLOWED, KINDS
from tokens import Pieces


def groups(windows, tokens, rng):
    """Batches of about `tokens` positions, of windows of like length, in random order."""
    order, among = rng.sample(windows, len(windows)), max(256, tokens // 4)
    out = [batch for i in range(0, len(order), among)
           for batch in fill(order[i:i + among], lambda w: len(w["ids"]), tokens)]
    rng.shuffle(out)
    return out


def prepared(group, device):
    """A batch with its labels, where its words and pieces are, as `tensors` gives them, and what the teachers said."""
    batch, places = tensors(group, device)
    opinions = {k: torch.from_numpy(np.concatenate([w[k] for w in group])).to(device, non_blocking=True)
                for k in network.HEADS}
    return batch, places, opinions


LEAST = 0.1  # of the teachers' likeliest threat: what else sentences tell they were not taught


def losses(model, batch, places, opinions, table, temperature):
    """Hard and soft loss of the entities, of the threats, of what sentences tell."""
    words, of_word, pieces, owner = places
    teacher = {k: x.float() for k, x in opinions.items()}
    with autocast(table.device.type):
        said = model(batch.ids, batch.cases, batch.mask)
    hard, hard_threat, hard_told = hard_losses(said, batch, table)
    entity, threat, statement, side, event, _ = said
    t, count = temperature, len(teacher["threat"])
    mine = entity.reshape(-1, entity.shape[-1])[words].float() / t
    soft = t * t * F.kl_div(mine.log_softmax(-1), (teacher["entity"] / t).softmax(-1), reduction="batchmean")
    mine, wanted = pooled(threat, pieces, owner, count), teacher["threat"].sigmoid()
    soft_threat = F.binary_cross_entropy_with_logits(mine, wanted, reduction="none").sum(1).mean()
    # Weights in the place of a choice of rows, of which a GPU would have to tell the number.
    weight = (wanted.max(1).values > LEAST).float()
    told = told_loss(pooled(statement, pieces, owner, count), side.reshape(-1, side.shape[-1])[words].float(),
                     teacher["statement"][:, :len(KINDS)].softmax(-1), teacher["statement"][:, len(KINDS)].sigmoid(),
                     teacher["side"].sigmoid(), weight, weight[of_word])
    told = told + event_loss(pooled(event, pieces, owner, count), teacher["event"].sigmoid(), weight)
    return hard, soft, hard_threat, soft_threat, hard_told, told


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--data", type=Path, required=True)
    a.add_argument("--encoder", type=Path, required=True)
    a.add_argument("--soft", type=Path, nargs="+", required=True)
    a.add_argument("--tokenizer", type=Path, help="instead of the encoder's")
    a.add_argument("--init", type=Path)
    a.add_argument("--out", type=Path, required=True)
    a.add_argument("--epochs", type=float, default=2)
    a.add_argument("--lr", type=float, default=2e-4)
    a.add_argument("--warmup", type=int, default=100)
    a.add_argument("--new-factor", type=float, default=5.0)
    a.add_argument("--tokens", type=int, default=1024)
    a.add_argument("--weights", type=float, nargs=6, default=[0.4, 0.6, 0.1, 0.1, 0.1, 0.1], help="of the six losses")
    a.add_argument("--temperature", type=float, default=2.0)
    a.add_argument("--ema", type=float, default=0.0, help="decay of a running mean of the weights, kept in its place")
    a.add_argument("--snapshot", type=int, default=0)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--threads", type=int, default=1)
    a.add_argument("--device", default="cpu", choices=("cpu", "cuda"))
    args = a.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    pieces = Pieces(args.tokenizer or args.encoder / "tokenizer.json")
    windows = []
    for path in args.soft:
        with path.open("rb") as f:
            more, sets = pickle.load(f)
        assert not windows or sets == ALLOWED.sets, "labels of different runs"
        ALLOWED.restore(sets)
        windows += more
    table = torch.tensor(ALLOWED.table(), device=args.device)
    model = network.load(args.init) if args.init else network.from_encoder(args.encoder / "model.safetensors")
    model.to(args.device)
    new = [p for n, p in model.named_parameters() if n.startswith(network.NEW_LAYERS)]
    old = [p for n, p in model.named_parameters() if not n.startswith(network.NEW_LAYERS)]
    opt = torch.optim.AdamW([{"params": old, "factor": 1.0}, {"params": new, "factor": args.new_factor}],
                            lr=args.lr, weight_decay=0.01, fused=True)
    queue = groups(windows, args.tokens, rng)
    total = int(len(queue) * args.epochs)
    print(f"{len(windows)} windows, {len(queue)} steps an epoch, {total} in all", flush=True)
    began, sums = time.time(), torch.zeros(7, device=args.device)
    mean = {n: p.detach().clone() for n, p in model.named_parameters()} if args.ema else None
    model.train()
    for step in range(total):
        if not queue:
            queue = groups(windows, args.tokens, rng)
        rate = args.lr * (1 - step / total) * min(1.0, (step + 1) / args.warmup)
        for g in opt.param_groups:
            g["lr"] = rate * g["factor"]
        parts = losses(model, *prepared(queue.pop(), args.device), table, args.temperature)
        sum(w * p for w, p in zip(args.weights, parts)).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        opt.step()
        opt.zero_grad()
        if mean:
            decay = min(args.ema, (step + 1) / (step + 10))
            with torch.no_grad():
                for n, p in model.named_parameters():
                    mean[n].lerp_(p, 1 - decay)
        sums += torch.stack([p.detach() for p in parts] + [torch.ones_like(parts[0])])
        if (step + 1) % 100 == 0:
            print(f"step {step + 1}/{total} {time.time() - began:.0f}s " +
                  " ".join(f"{x:.4f}" for x in (sums[:6] / sums[6]).tolist()), flush=True)
            sums.zero_()
        if args.snapshot and (step + 1) % args.snapshot == 0:
            network.save(model, args.out.with_suffix(".snapshot.pt"))
    if mean:
        model.load_state_dict(mean)
    network.save(model, args.out)
    print(dev.line([model.eval()], args.data, pieces, args.device))


if __name__ == "__main__":
    main()
