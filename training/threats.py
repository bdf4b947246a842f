"""Sentences with threat labels: reading, splitting by document, thresholds."""

import json
import re
from collections import defaultdict
from pathlib import Path

import numpy as np

from data import columns, part
from labels import THREAT_ID, THREATS
from tokens import split

HERE = Path(__file__).resolve().parent / "threats"
SOURCES = ("doj", "annoctr", "own")  # CASIE has no licence: it is read for reports only, never for training


NOT_CALM = ("attack|hack|virus|computer|weapon|arms|missile|nuclear|sanction|fraud|launder|spy|spies|espionage|theft|"
            "stole|steal|robb|bomb|smuggl|embargo|sabotage|propaganda|ransom|extort|scam|brib|illegal|secret|leak")


def none(words):
    """The labels of a sentence that has no word to do with any threat, otherwise nothing."""
    return None if re.search(NOT_CALM, " ".join(words), re.I) else [0.0] * len(THREATS)


def letters(text):
    return re.sub(r"\W+", "", text.lower())


def test_text(root):
    """The letters of AnnoCTR's entity test part: some articles with threat labels are in it, and are not trained on."""
    docs = columns(root / "ner/annoctr/test.bio", sep="\t")
    return letters("".join("".join(words) for d in docs for words, _ in d))


def documents(root, side):
    """Documents of [(words, wanted)] on one side: train, dev, test, or casie (all of it)."""
    docs = defaultdict(list)
    kept_out = test_text(root) if side == "train" else ""
    for source in ("casie",) if side == "casie" else SOURCES:
        path = HERE / f"{source}.jsonl"
        if not path.exists():
            print(f"no {path.name}")
            continue
        casie = None
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip():
                continue
            d = json.loads(line)
            if source == "casie":
                casie = casie or (root / "threats/casie_dev_sentences.jsonl").read_text(encoding="utf-8").split("\n")
                d["text"] = json.loads(casie[d["line"]])["text"]
            h = part(d["doc"])
            if side != "casie" and ("test" if h == 0 else "dev" if h == 1 else "train") != side:
                continue
            if source == "annoctr" and kept_out and letters(d["text"]) in kept_out:
                continue
            words = split(d["text"])
            wanted = [0.0] * len(THREATS)
            for t in d["labels"]:
                wanted[THREAT_ID[t]] = 1.0
            if words:
                docs[source, d["doc"]].append((words, wanted))
    return [docs[k] for k in sorted(docs)]


def thresholds(got, want, least=5):
    """Per type the threshold with the best F1 on the dev part, drawn towards 0.5; 0.5 where there is little to go by."""
    out = {}
    for i, t in enumerate(THREATS):
        g = want[:, i] > 0.5 if len(want) else np.zeros(0, bool)
        best, at = -1.0, 0.5
        if g.sum() >= least:
            for x in np.arange(0.15, 0.86, 0.05):
                p = got[:, i] >= x
                f = 2 * (g & p).sum() / max(1, g.sum() + p.sum()) - 0.02 * abs(x - 0.5)
                if f > best:
                    best, at = f, float(x)
        out[t] = round(at, 2)
    return out
