"""Who did a deed and to whom, wherever the article names them: the pairs of a sentence that tells a deed and a word.

The head `link` gives each piece some numbers (`labels.LINKS`). Those of "ask", averaged over the pieces of a sentence, and those of
"answer", of the first piece of a word, are added up with numbers for the type of the deed and for how many sentences the word
stands behind the sentence; what is above zero is weighed. So a pair costs a few sums, and the encoder reads each sentence once.

`stories` has the articles of `events/` with their labels: for each event and side the words of its parties, wherever the article
has them. Pronouns, and words that are a part of such a name, are neither right nor wrong.
"""

import json
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

import data
import statements
from labels import LINK, LINKED, THREAT_ID, THREATS

FAR = 6  # sentences: what is farther counts as this far
SIDES = len(LINKED)
PRONOUNS = frozenset("he she they it his her their its who which him them that i we you himself herself themselves itself".split())
LONGEST = 1500  # pieces of an article that are read for one event; longer ones are taken in parts
SCALE = 20.0  # of the mean over words, few of which are an answer


class Pairs(nn.Module):
    """What the pairs have beside the head: the type of the deed, the distance, the weights."""

    def __init__(self):
        super().__init__()
        width = SIDES * LINK
        self.kind, self.away = nn.Embedding(len(THREATS), width), nn.Embedding(2 * FAR + 1, width)
        self.near = nn.Embedding(2 * FAR + 1, SIDES)
        self.weigh = nn.Parameter(torch.empty(SIDES, LINK))
        self.least = nn.Parameter(torch.full((SIDES,), -3.0))
        for p in (self.kind.weight, self.away.weight):
            nn.init.normal_(p, std=0.02)
        nn.init.normal_(self.weigh, std=0.05)
        nn.init.zeros_(self.near.weight)

    def forward(self, ask, answer, alone, kind, away):
        """Logits [events, words, sides] of `ask` [events, sides * LINK], `answer` [words, sides * LINK] and `alone` [words, sides]
        for deeds of types `kind` [events] that stand `away` [events, words] sentences before the word."""
        away = away.clamp(-FAR, FAR) + FAR
        seen = F.relu((ask + self.kind(kind))[:, None] + answer[None] + self.away(away))
        seen = seen.view(*seen.shape[:2], SIDES, LINK)
        return (seen * self.weigh).sum(-1) + alone[None] + self.near(away) + self.least


def written(pairs):
    """What the program reads beside the head, as JSON."""
    def rows(x):
        return [[float(f"{v:.6g}") for v in row] for row in x.tolist()]
    table = {"width": LINK, "kind": rows(pairs.kind.weight), "away": rows(pairs.away.weight), "near": rows(pairs.near.weight),
             "weigh": rows(pairs.weigh), "least": rows(pairs.least[None])[0]}
    return json.dumps(table, separators=(",", ":")) + "\n"


def read(pairs, text):
    """Puts back what `written` gave, rounded to six digits."""
    table = json.loads(text)
    with torch.no_grad():
        for name, to in (("kind", pairs.kind.weight), ("away", pairs.away.weight), ("near", pairs.near.weight),
                         ("weigh", pairs.weigh), ("least", pairs.least)):
            to.copy_(torch.tensor(table[name]))


def parts(link):
    """The columns of the head: ask, answer, alone."""
    width = SIDES * LINK
    return link[..., :width], link[..., width:2 * width], link[..., 2 * width:]


@dataclass
class Story:
    """A part of an article."""

    file: str  # of our own articles, or the source
    sentences: list  # (words, entity labels, threats, what it tells), as `threats.named` has them
    at: np.ndarray  # of each event the place of its sentence, [events]
    kind: np.ndarray  # and its type
    right: np.ndarray  # true where a word names a side, [events, words, sides]
    counts: np.ndarray  # true where that is known, the same shape
    size: int  # sentences
    document: list  # the sentences that its article begins with, as `data.fold` wants them

    def bare(self):
        """Without its text, which other processes need not be sent."""
        return replace(self, sentences=None, document=None)


def story(file, sentences, events, document):
    """A story of a file's sentences and their events, (place of the sentence, event), out of a document that begins so."""
    begins = np.cumsum([0] + [len(words) for words, *_ in sentences])
    lower = [w.lower() for words, *_ in sentences for w in words]
    right = np.zeros((len(events), begins[-1], SIDES), bool)
    known = np.ones_like(right)
    pronoun = np.array([w in PRONOUNS for w in lower])
    for e, (at, event) in enumerate(events):
        for side, key in enumerate(("perpetrators", "targets")):
            pieces = set()
            for name in event[key]:
                found = [(begin, hit) for begin, (words, *_) in zip(begins, sentences) for hit in statements.places(words, name)]
                if not found:  # not at the limits of words: some of them, in the event's own sentence
                    found = [(begins[at], statements.stretch(sentences[at][0], name))]
                for begin, hit in found:
                    right[e, [begin + i for i in hit], side] = True
                pieces.update(w.lower() for w in name.replace("’", " ").replace("'", " ").split() if len(w) > 2)
            known[e, pronoun | np.array([w in pieces for w in lower]), side] = False
            known[e, right[e, :, side], side] = True
    return Story(file, sentences, np.array([at for at, _ in events], np.int64),
                 np.array([THREAT_ID[event["type"]] for _, event in events], np.int64), right, known, len(sentences), document)


def stories(documents, pieces, budget, side="train"):
    """The stories among documents, {name in `events/`: [(name of the sentence, sentence)]}, of one part."""
    out = []
    for name, sentences in documents.items():
        events = statements.events().get(name)
        if not events or statements.part(f"{name}|0") != side:
            continue
        number = {key.split("|")[2]: i for i, (key, _) in enumerate(sentences)}
        events = [(number[str(e["sentence"])], e) for e in events if str(e["sentence"]) in number]
        sizes = [pieces.count(s[0]) for _, s in sentences]
        if max(sizes) > budget - 2:
            continue
        begin = 0
        while begin < len(sentences):
            end, room = begin, LONGEST
            while end < len(sentences) and room >= sizes[end]:
                room -= sizes[end]
                end += 1
            inside = [(at - begin, e) for at, e in events if begin <= at < end]
            if inside:
                out.append(story(name.split("|")[0], [s for _, s in sentences[begin:end]], inside, [s for _, s in sentences[:3]]))
            begin = end
    return out


def logits(pairs, link, places, group, pooled):
    """For each story of a group the logits [events, words, sides], from those of a batch that holds the windows of the stories one
    after the other; `places` as `batches.joined` gives them beside the batch."""
    words, of_word, pieces, owner = places
    flat = link.reshape(-1, link.shape[-1])
    ask = parts(pooled(link, pieces, owner, sum(one.size for one in group)))[0]
    _, answer, alone = parts(flat[words].float())
    out, word, sentence = [], 0, 0
    for one in group:
        size = one.right.shape[1]
        of = of_word[word:word + size] - sentence
        at, kind = (torch.from_numpy(x).to(link.device) for x in (one.at, one.kind))
        out.append(pairs(ask[sentence + at], answer[word:word + size], alone[word:word + size], kind, of[None] - at[:, None]))
        word, sentence = word + size, sentence + one.size
    return out


def loss(got, group, wanted=None):
    """Loss of the logits of stories against what is right, or else against the probabilities that are wanted, where that is known."""
    losses = []
    for i, (x, one) in enumerate(zip(got, group)):
        right = torch.from_numpy(one.right).to(x.device).float() if wanted is None else wanted[i]
        known = torch.from_numpy(one.counts).to(x.device).float()
        each = F.binary_cross_entropy_with_logits(x, right, reduction="none") * known
        losses.append(each.sum((1, 2)) / known.sum((1, 2)).clamp(min=1))
    return SCALE * torch.cat(losses).mean()


def asked(run, pairs, sentences, pieces, budget, at, kind):
    """Probabilities [events, words, sides] by a runner as `evaluate` has them, for deeds of types `kind` that the sentences `at`
    tell; windows as the program lays them."""
    asks, answers, alone = [], [], []
    for window in data.windows([(words, None) for words, *_ in sentences], pieces, budget):
        ids, cases, firsts, ranges = pieces.sequence([words for words, *_ in window])
        link = torch.from_numpy(run(ids, cases)[-1])
        asks += [parts(link[start:end].mean(0))[0] for start, end in ranges]
        _, answer, lone = parts(link[[f for first in firsts for f in first]])
        answers.append(answer)
        alone.append(lone)
    of = torch.tensor([i for i, (words, *_) in enumerate(sentences) for _ in words])
    at, kind = (torch.tensor(x, dtype=torch.long) for x in (at, kind))
    given = torch.stack(asks)[at], torch.cat(answers), torch.cat(alone), kind, of[None] - at[:, None]
    with torch.no_grad():
        return pairs(*(x.to(pairs.least.device) for x in given)).sigmoid().cpu().numpy()


def best_right(run, pairs, group, pieces, budget):
    """Of the events of some stories with a perpetrator, and of those with a target, in how many the likeliest word is one of its
    words; in per cent. Words that are neither right nor wrong are left out."""
    hits = []
    for one in group:
        got = asked(run, pairs, one.sentences, pieces, budget, one.at, one.kind)
        best = np.where(one.counts, got, -1).argmax(1)
        has = one.right.any(1)
        hits.append(np.where(has, np.take_along_axis(one.right, best[:, None], 1)[:, 0], np.nan))
    return 100 * np.nanmean(np.concatenate(hits), axis=0)
