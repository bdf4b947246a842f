"""What teachers say of a batch, and the losses of a student against it.

With several teachers, each has left one part of the documents out (train.py --without), and a labelled document is read by
the one that has never seen it: of text that it knows by heart a teacher says the labels again, of other text what is
likely. Unlabelled text is read by all, and the mean of their logits counts.
"""

import torch
from torch.nn import functional as F

import links
from batches import autocast, event_loss, pooled, told_loss
from labels import KINDS

LEAST = 0.1  # of the teachers' likeliest threat: what else sentences tell they were not taught
TEMPERATURE = 2.0  # of names


def opinions(teachers, batch, device):
    """The mean of their logits, by heads."""
    with torch.no_grad(), autocast(device):
        said = [t(batch.ids, batch.cases, batch.mask) for t in teachers]
    return [torch.stack([x.float() for x in xs]).mean(0) for xs in zip(*said)]


def entity_loss(mine, theirs, words):
    """Against their tags of the words at some positions."""
    t = TEMPERATURE
    mine, theirs = (x.reshape(-1, x.shape[-1])[words].float() / t for x in (mine, theirs))
    return t * t * F.kl_div(mine.log_softmax(-1), theirs.softmax(-1), reduction="batchmean")


def losses(said, opinion, places, count):
    """Of the entities, of the threats, of what sentences tell; a batch of `count` sentences, `places` as `batches.joined` has them."""
    words, of_word, pieces, owner = places
    entity = entity_loss(said[0], opinion[0], words)
    (threat, statement, event), (their_threat, their_statement, their_event) = (
        [pooled(x[i], pieces, owner, count) for i in (1, 2, 4)] for x in (said, opinion))
    side, their_side = (x[3].reshape(-1, x[3].shape[-1])[words].float() for x in (said, opinion))
    wanted = their_threat.sigmoid()
    threat = F.binary_cross_entropy_with_logits(threat, wanted, reduction="none").sum(1).mean()
    # Weights in the place of a choice of rows, of which a GPU would have to tell the number.
    weight = (wanted.max(1).values > LEAST).float()
    told = told_loss(statement, side, their_statement[:, :len(KINDS)].softmax(-1), their_statement[:, len(KINDS)].sigmoid(),
                     their_side.sigmoid(), weight, weight[of_word])
    return entity, threat, told + event_loss(event, their_event.sigmoid(), weight)


def link_loss(got, group, teacher, opinion, places):
    """Of the logits of stories against what their teacher says of the same pairs."""
    with torch.no_grad():
        wanted = [x.sigmoid() for x in links.logits(teacher.pairs, opinion[-1], places, group, pooled)]
    return links.loss(got, group, wanted)
