"""Windows to batches of tensors, and the losses of a batch against labels.

What is read of the logits is named by flat positions in [rows x positions], worked out beside the processor: a GPU then
never waits for an answer in the middle of a step.
"""

from dataclasses import dataclass, fields

import torch
from torch.nn import functional as F

from labels import IGNORE, THREATS


def fill(items, length, tokens):
    """Batches of at most `tokens` positions, padding included, of items in order of their length."""
    batch = []
    for item in sorted(items, key=length):
        if batch and length(item) * (len(batch) + 1) > tokens:
            yield batch
            batch = []
        batch.append(item)
    if batch:
        yield batch


def sequences(windows, pieces):
    """Windows with their sequences; none that is empty or too long to train on."""
    for w in windows:
        if any(words for words, _, _ in w):
            seq = pieces.sequence([words for words, _, _ in w])
            if len(seq[0]) <= 400:
                yield w, seq


def batches(windows, pieces, tokens, rng):
    """Batches of about `tokens` positions, of windows of like length, in random order."""
    among = max(96, tokens // 10)
    out = [batch for i in range(0, len(windows), among)
           for batch in fill(sequences(windows[i:i + among], pieces), lambda g: len(g[1][0]), tokens)]
    rng.shuffle(out)
    return out


@dataclass
class Batch:
    """A batch on its device. Positions are flat, in [rows * length]."""

    ids: torch.Tensor  # [rows, length], as cases and mask (true where there is a piece)
    cases: torch.Tensor
    mask: torch.Tensor
    words: torch.Tensor  # positions of labelled words, and their labels
    gold: torch.Tensor
    pieces: torch.Tensor  # positions of the pieces of sentences with threat labels, and the sentence of each
    owner: torch.Tensor
    wanted: torch.Tensor  # [sentences, 18]

    def to(self, device):
        if device == "cpu":
            return self
        return Batch(**{f.name: getattr(self, f.name).pin_memory().to(device, non_blocking=True) for f in fields(self)})


def tensors(batch, device="cpu"):
    """A batch of (window, sequence) pairs."""
    n = max(len(seq[0]) for _, seq in batch)
    n += -n % 8 if device != "cpu" else 0  # what a GPU's attention likes
    shape = (len(batch), n)
    ids, cases = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
    mask = torch.zeros(shape, dtype=torch.bool)
    words, gold, places, owner, asked = [], [], [], [], []
    for r, (window, (i, c, firsts, ranges)) in enumerate(batch):
        ids[r, :len(i)], cases[r, :len(i)], mask[r, :len(i)] = torch.as_tensor(i), torch.as_tensor(c), True
        for (_, labels, wanted), first, (start, end) in zip(window, firsts, ranges):
            if labels is not None:
                words += [r * n + f for f, label in zip(first, labels) if label != IGNORE]
                gold += [label for label in labels if label != IGNORE]
            if wanted is not None:
                places += range(r * n + start, r * n + end)
                owner += [len(asked)] * (end - start)
                asked.append(wanted)
    long = {"dtype": torch.long}
    return Batch(ids, cases, mask, torch.tensor(words, **long), torch.tensor(gold, **long), torch.tensor(places, **long),
                 torch.tensor(owner, **long), torch.tensor(asked).view(-1, len(THREATS))).to(device)


def pooled(threat, places, owner, count):
    """Means of logits [rows, length, 18] over each sentence's pieces: [count, 18]."""
    at = threat.reshape(-1, threat.shape[-1])[places].float()
    sums = at.new_zeros(count, at.shape[1]).index_add(0, owner, at)
    sizes = at.new_zeros(count).index_add(0, owner, at.new_ones(len(owner)))
    return sums / sizes.clamp(min=1)[:, None]


def hard_losses(entity, threat, batch, table):
    """Losses of logits against labels."""
    entity_loss = threat_loss = entity.new_zeros((), dtype=torch.float32)
    if len(batch.words):
        logp = entity.reshape(-1, entity.shape[-1])[batch.words].float().log_softmax(-1)
        # log of the probability of the allowed tags together
        entity_loss = -(logp + table[batch.gold].log()).logsumexp(-1).mean()
    if len(batch.wanted):
        logits = pooled(threat, batch.pieces, batch.owner, len(batch.wanted))
        threat_loss = F.binary_cross_entropy_with_logits(logits, batch.wanted, reduction="none").sum(1).mean()
    return entity_loss, threat_loss


def autocast(device):
    """Matrix multiplications in bfloat16."""
    return torch.autocast("cpu" if device == "cpu" else "cuda", dtype=torch.bfloat16)
