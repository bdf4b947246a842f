"""Threat labels of sentences that sets for other ends hold: reports, newswire, the texts of ATT&CK. `threats/elsewhere.jsonl` refers to
them by set, document and place in it; the texts stay where they are. All are of the training part."""

import json
from pathlib import Path

import data
from tokens import split

FILE = Path(__file__).resolve().parent / "threats" / "elsewhere.jsonl"
# Sentences of CyNER in a row that count as a document: the set does not say where its reports end.
RUN = 40


def texts(root):
    """The words of every sentence by (set, document, place)."""
    out = {}
    cyner = [words for doc in data.columns(root / "ner/cyner/train.txt") for words, _ in doc]
    out.update({("cyner", str(i // RUN), i % RUN): words for i, words in enumerate(cyner)})
    for name, docs in (("conll", data.conll(root, "train")), ("re3d", data.re3d(root))):
        out.update({(name, str(i), j): sentence[0] for i, doc in enumerate(docs) for j, sentence in enumerate(doc)})
    for line in (root / "ner/mitre_spans/mitre_attack_spans.jsonl").read_text(encoding="utf-8").splitlines():
        text = json.loads(line)
        out["mitre", text["id"], 0] = split(text["text"])
    for i, text in enumerate(json.loads((root / "threats/tram_single_label.json").read_text(encoding="utf-8"))):
        out["tram", text["doc_title"], i] = split(text["text"])
    return out


def documents(root):
    """Documents as (set, name, [(words, names of the threats)])."""
    words, docs = texts(root), {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        d = json.loads(line)
        docs.setdefault((d["set"], d["doc"]), []).append((words[d["set"], d["doc"], d["at"]], d["labels"]))
    return [(*key, sentences) for key, sentences in docs.items()]
