"""Windows to batches of tensors, and the losses of a batch against labels.

What is read of the logits is named by flat positions in [rows x positions], worked out beside the processor: a GPU then
never waits for an answer in the middle of a step.
"""

from dataclasses import dataclass, fields

import numpy as np
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


def arrays(window, seq):
    """A window as arrays, so that a batch is put together without a look at each word: "ids", "cases" of its pieces;
    "first" piece of each word and its label, "gold" (IGNORE where it has none); "pieces" that belong to a sentence and
    "owner", the number of that sentence; "wanted" [sentences, 18], not a number where a sentence has no threat labels."""
    ids, cases, firsts, ranges = seq
    gold = [labels or [IGNORE] * len(words) for words, labels, _ in window]
    nothing = [np.nan] * len(THREATS)
    return {
        "ids": np.array(ids, np.int32), "cases": np.array(cases, np.int8),
        "first": np.array([f for first in firsts for f in first], np.int16),
        "gold": np.array([label for labels in gold for label in labels], np.int16),
        "pieces": np.concatenate([np.arange(start, end, dtype=np.int16) for start, end in ranges]),
        "owner": np.repeat(np.arange(len(ranges), dtype=np.int16), [end - start for start, end in ranges]),
        "wanted": np.array([nothing if wanted is None else wanted for _, _, wanted in window], np.float32),
    }


def tensors(group, device="cpu"):
    """A batch of windows as `arrays` gives them. Beside it, labelled or not: positions of all words; positions of the
    pieces of all sentences, and the sentence of each."""
    n = max(len(w["ids"]) for w in group)
    n += -n % 8 if device != "cpu" else 0  # what a GPU's attention likes
    ids, cases = np.zeros((len(group), n), np.int64), np.zeros((len(group), n), np.int64)
    mask = np.zeros((len(group), n), bool)
    for r, w in enumerate(group):
        size = len(w["ids"])
        ids[r, :size], cases[r, :size], mask[r, :size] = w["ids"], w["cases"], True
    begins = np.cumsum([0] + [len(w["wanted"]) for w in group])
    words, pieces = (np.concatenate([r * n + w[k].astype(np.int64) for r, w in enumerate(group)]) for k in ("first", "pieces"))
    owner = np.concatenate([begin + w["owner"].astype(np.int64) for begin, w in zip(begins, group)])
    gold, wanted = (np.concatenate([w[k] for w in group]) for k in ("gold", "wanted"))
    named, asked = gold != IGNORE, ~np.isnan(wanted[:, 0])
    kept, number = asked[owner], np.cumsum(asked) - 1
    batch = Batch(*map(torch.from_numpy, (ids, cases, mask, words[named], gold[named].astype(np.int64), pieces[kept],
                                          number[owner[kept]], wanted[asked])))
    return batch.to(device), [torch.from_numpy(x).to(device, non_blocking=True) for x in (words, pieces, owner)]


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
