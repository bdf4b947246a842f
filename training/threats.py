"""Sentences with threat labels: reading, splitting by document, thresholds."""

import json
import re
from pathlib import Path

import numpy as np

import statements
import threats_elsewhere
from data import columns, marked, part
from labels import THREAT_ID, THREATS
from tokens import split

HERE = Path(__file__).resolve().parent / "threats"
SOURCES = ("doj", "annoctr", "own", "casie")


NOT_CALM = ("attack|hack|virus|computer|weapon|arms|missile|nuclear|sanction|fraud|launder|spy|spies|espionage|theft|"
            "stole|steal|robb|bomb|smuggl|embargo|sabotage|propaganda|ransom|extort|scam|brib|illegal|secret|leak")


def none(words):
    """The labels of a sentence that has no word to do with any threat, otherwise nothing."""
    return None if re.search(NOT_CALM, " ".join(words), re.I) else [0.0] * len(THREATS)


def letters(text):
    return re.sub(r"\W+", "", text.lower())


def held_out(root):
    """What no training sees, not even unlabelled: names of articles of the test part, and text in AnnoCTR's entity
    test part."""
    text = letters("".join("".join(w) for d in columns(root / "ner/annoctr/test.bio", sep="\t") for w, _ in d))
    return {"names": {d["doc"] for d in records(root) if d["part"] == "test"},
            "text": lambda words: len(words) > 3 and letters("".join(words)) in text}


def own_part(doc):
    """Of an article of our own: those of one writer are the test part, a fifth of the others the dev part."""
    return "test" if doc.startswith("wt") else "dev" if part(doc) == 1 else "train"


def articles(path):
    """Articles of our own as they are written: (name, [(threats by name, text with its entities marked)])."""
    docs = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# ARTICLE "):
            docs.append((line.removeprefix("# ARTICLE ").strip(), []))
        elif line.strip() and not line.startswith("#"):
            threats, text = line.split("\t")
            docs[-1][1].append(([] if threats == "none" else threats.split(","), text))
    return docs


def own(path, told="train"):
    """Articles of our own as words: (name, [(words, entity labels, threats, what it tells)]); `told` as in `named`."""
    def sentence(name, number, threats, text):
        words, labels = marked(text)
        return words, labels, vector(threats), statements.told(f"{path.stem}|{name}|{number}", words, told)
    return [(name, [sentence(name, i, *line) for i, line in enumerate(lines)]) for name, lines in articles(path)]


def own_entities(side):
    """Our own articles of one part: documents of [(words, entity labels)]."""
    return [[(words, labels) for words, labels, *_ in sentences]
            for path in sorted((HERE.parent / "articles").glob("*.txt"))
            for name, sentences in own(path) if own_part(name) == side]


def vector(names):
    wanted = [0.0] * len(THREATS)
    for t in names:
        wanted[THREAT_ID[t]] = 1.0
    return wanted


def records(root):
    """The sentences with threat labels from articles of others, with their text and their part."""
    casie = (root / "threats/casie_dev_sentences.jsonl").read_text(encoding="utf-8").split("\n")
    for source in SOURCES:
        for line in (HERE / f"{source}.jsonl").read_text(encoding="utf-8").splitlines():
            d = json.loads(line)
            if source == "casie":  # has no licence: its text is not copied here, and no training sees it
                assert d["part"] in ("test", "news"), d
                d["text"] = json.loads(casie[d["line"]])["text"]
            yield d


def documents(root, side, told="train"):
    """The documents of one part, see `named`."""
    return [doc for _, doc in named(root, side, told)]


def named(root, side, told="train"):
    """Documents of one part, train, dev or test: (source, or file of our own articles, [(words, entity labels or None, threats,
    what it tells or None)]). What sentences of the training part tell has a train and a dev part of its own: `told` says whose
    is given."""
    docs = by_name(root, side, told)
    return [(name.split("|")[0], [sentence for _, sentence in docs[name]]) for name in sorted(docs)]


def by_name(root, side, told="train"):
    """The same, with the names that `statements.py` has for documents and sentences: {"source|document" or "file|article":
    [(name of the sentence, sentence)]}."""
    docs = {}
    out = held_out(root)["text"] if side == "train" else lambda words: False
    for d in records(root):
        words = split(d["text"])
        if d["part"] == side and words and not out(words):
            name = "|".join(str(d.get(k)) for k in ("source", "doc", "start", "end"))
            sentence = words, None, vector(d["labels"]), statements.told(name, words, told)
            docs.setdefault(f"{d['source']}|{d['doc']}", []).append((name, sentence))
    for set_of, name, sentences in threats_elsewhere.documents(root) if side == "train" else ():
        kept = [(words, None, vector(labels), None) for words, labels in sentences if words and not out(words)]
        docs[f"{set_of}|{name}"] = [(f"{set_of}|{name}|{i}", sentence) for i, sentence in enumerate(kept)]
    for path in sorted((HERE.parent / "articles").glob("*.txt")):
        for name, sentences in own(path, told):
            if own_part(name) == side:
                name = f"{path.stem}|{name}"
                docs[name] = [(f"{name}|{i}", sentence) for i, sentence in enumerate(sentences)]
    return docs


def weights(docs):
    """Of each sentence of the documents (see `named`) its weight, so that those of the threat sets together weigh as much as
    those of our own articles: they are more like what the model will read, and in the dev part they are few."""
    others = np.array([name in SOURCES for name, doc in docs for _ in doc])
    return np.where(others, max(1.0, (~others).sum() / max(1, others.sum())), 1.0)


def thresholds(got, want, weight=None, least=5):
    """Per type the threshold with the best F1 on the dev part, drawn towards 0.35; 0.35 where there is little to go by.
    Of calibrated scores a threshold of half the F1 is best; how strongly to draw was chosen by cross-validation on dev."""
    out, weight = {}, np.ones(len(want)) if weight is None else weight
    for i, t in enumerate(THREATS):
        g = want[:, i] > 0.5 if len(want) else np.zeros(0, bool)
        best, at = -1.0, 0.35
        if g.sum() >= least:
            for x in np.arange(0.15, 0.86, 0.05):
                p = got[:, i] >= x
                right, all_of_both = (weight * (g & p)).sum(), (weight * g).sum() + (weight * p).sum()
                f = 2 * right / max(1, all_of_both) - 0.3 * abs(x - 0.35)
                if f > best:
                    best, at = f, float(x)
        out[t] = round(at, 2)
    return out
