"""Windows to batches of tensors, and the losses of a batch against labels.

What is read of the logits is named by flat positions in [rows x positions], worked out beside the processor: a GPU then
never waits for an answer in the middle of a step.
"""

from dataclasses import dataclass, fields

import numpy as np
import torch
from torch.nn import functional as F

from labels import IGNORE, KINDS, SIDES, THREATS
from statements import NONE


LONGEST = 512  # pieces that the encoder has positions for


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
        if any(words for words, *_ in w):
            seq = pieces.sequence([words for words, *_ in w])
            if len(seq[0]) <= LONGEST:
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
    told_pieces: torch.Tensor  # the same of sentences with a kind, and their kinds and deeds, [sentences]
    told_owner: torch.Tensor
    kinds: torch.Tensor
    deeds: torch.Tensor
    told_words: torch.Tensor  # positions of their words, and what these are a part of, [words, 3]
    sides: torch.Tensor
    read_pieces: torch.Tensor  # the same of sentences of articles whose events are known, and these, [sentences, 18]
    read_owner: torch.Tensor
    events: torch.Tensor

    def to(self, device):
        if device == "cpu":
            return self
        return Batch(**{f.name: getattr(self, f.name).pin_memory().to(device, non_blocking=True) for f in fields(self)})


def arrays(window, seq):
    """A window as arrays, so that a batch is put together without a look at each word: "ids", "cases" of its pieces;
    "first" piece of each word and its label, "gold" (IGNORE where it has none); "pieces" that belong to a sentence and
    "owner", the number of that sentence; "wanted" [sentences, 18], not a number where a sentence has no threat labels; "of", the sentence of each word; "told"
    [sentences, 2], kind and deed, and "sides" of each word, NONE where nobody says; "events" [sentences, 18], not a number where
    nobody says."""
    ids, cases, firsts, ranges = seq
    gold = [labels or [IGNORE] * len(words) for words, labels, *_ in window]
    told = [told or (NONE, NONE, [NONE] * len(words), None) for words, _, _, told in window]
    nothing = [np.nan] * len(THREATS)
    events = np.array([nothing if t[3] is None else [0.0] * len(THREATS) for t in told], np.float32)
    for row, t in zip(events, told):
        row[t[3] or []] = 1.0
    return {
        "ids": np.array(ids, np.int32), "cases": np.array(cases, np.int8),
        "first": np.array([f for first in firsts for f in first], np.int16),
        "gold": np.array([label for labels in gold for label in labels], np.int16),
        "pieces": np.concatenate([np.arange(start, end, dtype=np.int16) for start, end in ranges]),
        "owner": np.repeat(np.arange(len(ranges), dtype=np.int16), [end - start for start, end in ranges]),
        "wanted": np.array([nothing if wanted is None else wanted for _, _, wanted, _ in window], np.float32),
        "of": np.repeat(np.arange(len(window), dtype=np.int16), [len(first) for first in firsts]),
        "told": np.array([t[:2] for t in told], np.int8),
        "sides": np.array([s for t in told for s in t[2]], np.int8),
        "events": events,
    }


def joined(group, multiple=1):
    """A batch of windows as `arrays` gives them, in arrays: the fields of `Batch`. Beside it, labelled or not: positions of all words,
    and the sentence of each; positions of the pieces of all sentences, and the sentence of each."""
    n = max(len(w["ids"]) for w in group)
    n += -n % multiple
    ids, cases = np.zeros((len(group), n), np.int32), np.zeros((len(group), n), np.int32)
    mask = np.zeros((len(group), n), bool)
    for r, w in enumerate(group):
        size = len(w["ids"])
        ids[r, :size], cases[r, :size], mask[r, :size] = w["ids"], w["cases"], True
    begins = np.cumsum([0] + [len(w["wanted"]) for w in group])
    words, pieces = (np.concatenate([r * n + w[k].astype(np.int64) for r, w in enumerate(group)]) for k in ("first", "pieces"))
    owner = np.concatenate([begin + w["owner"].astype(np.int64) for begin, w in zip(begins, group)])
    gold, wanted = (np.concatenate([w[k] for w in group]) for k in ("gold", "wanted"))
    named, asked = gold != IGNORE, ~np.isnan(wanted[:, 0])
    told, sides = (np.concatenate([w[k] for w in group]) for k in ("told", "sides"))
    has_kind, has_side = told[:, 0] != NONE, sides != NONE
    events = np.concatenate([w["events"] for w in group])
    read = ~np.isnan(events[:, 0])

    def of(sentences):
        """Positions of the pieces of some sentences, and the number of each one's among them."""
        kept, number = sentences[owner], np.cumsum(sentences) - 1
        return pieces[kept], number[owner[kept]]

    bits = (sides[has_side, None] >> np.arange(len(SIDES), dtype=np.int8)) & 1
    of_word = np.concatenate([begin + w["of"].astype(np.int64) for begin, w in zip(begins, group)])
    return (ids, cases, mask, words[named], gold[named].astype(np.int64), *of(asked), wanted[asked], *of(has_kind),
            told[has_kind, 0].astype(np.int64), told[has_kind, 1].astype(np.float32), words[has_side], bits.astype(np.float32),
            *of(read), events[read]), (words, of_word, pieces, owner)


def tensors(batch, device="cpu"):
    """What `joined` gives, on its device."""
    batch, places = batch
    return Batch(*map(torch.from_numpy, batch)).to(device), [torch.from_numpy(x).to(device, non_blocking=True) for x in places]


def pooled(logits, places, owner, count):
    """Means of logits [rows, length, columns] over each sentence's pieces: [count, columns]."""
    at = logits.reshape(-1, logits.shape[-1])[places].float()
    sums = at.new_zeros(count, at.shape[1]).index_add(0, owner, at)
    sizes = at.new_zeros(count).index_add(0, owner, at.new_ones(len(owner)))
    return sums / sizes.clamp(min=1)[:, None]


SIDE_WEIGHT = 4.0  # most words are a part of nothing, so a mean over words is small


def weighted(losses, weights):
    return losses.mean() if weights is None else (losses * weights).sum() / weights.sum().clamp(min=1)


def told_loss(statement, side, kinds, deeds, sides, of_sentence=None, of_word=None):
    """Loss of logits [sentences, 6] and [words, 3] against kinds (numbers or shares), deeds and sides; each sentence and
    each word with its weight, if one is given."""
    n, binary = len(KINDS), F.binary_cross_entropy_with_logits
    sentences = F.cross_entropy(statement[:, :n], kinds, reduction="none") + binary(statement[:, n], deeds, reduction="none")
    words = binary(side, sides, reduction="none").sum(1)
    return weighted(sentences, of_sentence) + SIDE_WEIGHT * weighted(words, of_word)


def event_loss(event, wanted, of_sentence=None):
    """Loss of logits [sentences, 18] against the types of the events that a sentence is the first to tell."""
    return weighted(F.binary_cross_entropy_with_logits(event, wanted, reduction="none").sum(1), of_sentence)


def hard_losses(said, batch, table):
    """Losses of logits against labels: of the entities, of the threats, of what sentences tell."""
    entity, threat, statement, side, event, _ = said
    entity_loss = threat_loss = told = entity.new_zeros((), dtype=torch.float32)
    if len(batch.words):
        logp = entity.reshape(-1, entity.shape[-1])[batch.words].float().log_softmax(-1)
        # log of the probability of the allowed tags together
        entity_loss = -(logp + table[batch.gold].log()).logsumexp(-1).mean()
    if len(batch.wanted):
        logits = pooled(threat, batch.pieces, batch.owner, len(batch.wanted))
        threat_loss = F.binary_cross_entropy_with_logits(logits, batch.wanted, reduction="none").sum(1).mean()
    if len(batch.kinds):
        of_sentences = pooled(statement, batch.told_pieces, batch.told_owner, len(batch.kinds))
        of_words = side.reshape(-1, side.shape[-1])[batch.told_words].float()
        told = told_loss(of_sentences, of_words, batch.kinds, batch.deeds, batch.sides)
    if len(batch.events):
        told = told + event_loss(pooled(event, batch.read_pieces, batch.read_owner, len(batch.events)), batch.events)
    return entity_loss, threat_loss, told


def autocast(device):
    """Matrix multiplications in bfloat16."""
    return torch.autocast("cpu" if device == "cpu" else "cuda", dtype=torch.bfloat16)
