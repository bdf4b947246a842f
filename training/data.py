"""Readers of the entity sets. Each gives documents: lists of (words, labels), labels being ids of labels.ALLOWED."""

import hashlib
import json
import re
from pathlib import Path

from labels import ALLOWED, IGNORE, both, spans
from tokens import LOWER, TITLE, case_type, split


def part(doc):
    """0 test, 1 dev, 2-4 train: by document name, so that no document is on two sides."""
    return int(hashlib.sha256(doc.encode()).hexdigest(), 16) % 5


def fold(doc, folds):
    """A document's part of `folds`, by the words it begins with."""
    begin = " ".join(w for s in doc[:3] for w in s[0])
    return int(hashlib.sha256(begin.encode()).hexdigest(), 16) % folds


def columns(path, word=0, tag=-1, sep=None, docstart=("-DOCSTART-", "<DOCSTART>", "# newdoc")):
    """Documents of [(words, tags)] from a column file."""
    docs, words, tags = [[]], [], []

    def end():
        if words:
            docs[-1].append((words[:], tags[:]))
            words.clear(), tags.clear()

    for line in Path(path).read_text(encoding="utf-8").split("\n"):
        if line.startswith(docstart):
            end()
            docs.append([])
        elif not line.strip():
            end()
        elif not line.startswith("# ") or line.count("\t"):
            cols = line.split(sep)
            if cols[word].strip():
                words.append(cols[word])
                tags.append(cols[tag])
    end()
    return [d for d in docs if d]


def iob1_to_bio(tags):
    out, last = [], "O"
    for t in tags:
        out.append("B" + t[1:] if t[0] == "I" and (last == "O" or last[1:] != t[1:]) else t)
        last = t
    return out


def mapped(docs, names, unlabelled=(), soft=None, clean=False):
    """Rename types; types not in `names` become O; O may hide any of the unlabelled types.

    A word without a capital is a plain O all the same: names are written with one. `soft` says, for a type of the
    set, which of our types it may be beside O. `clean` takes leading articles out: in training only.
    """
    hidden = ALLOWED.of(["O"] + both(unlabelled))
    out = []
    for doc in docs:
        sentences = []
        for words, tags in doc:
            labels = []
            for w, t in zip(words, without_article(words, tags) if clean else tags):
                prefix, _, kind = t.partition("-")
                if kind in names:
                    kinds = names[kind].split("|")
                    labels.append(ALLOWED.of([prefix + "-" + k for k in kinds]))
                elif soft and kind in soft:
                    labels.append(ALLOWED.of(["O"] + both(set(soft[kind]) | set(unlabelled))))
                else:
                    labels.append(0 if case_type(w) in (LOWER, 0, 5) else hidden)
            sentences.append((words, labels))
        out.append(sentences)
    return out


def without_article(words, tags):
    """The same tags with no entity beginning at a "the"."""
    tags = list(tags)
    for i, (w, t) in enumerate(zip(words, tags)):
        if w == "the" and t[0] == "B":
            tags[i] = "O"
            if i + 1 < len(tags) and tags[i + 1] == "I" + t[1:]:
                tags[i + 1] = t
    return tags


FOUR = {t: t for t in ("PER", "ORG", "LOC", "MISC")}


def conll(root, name):
    return mapped(columns(root / "ner/conll2003" / f"{name}.txt"), FOUR)


def wikigold(root, held_out):
    """A fifth of the documents is held out; the file's order gives their names."""
    docs = columns(root / "ner/wikigold/wikigold.conll.txt")
    docs = [[(w, iob1_to_bio(t)) for w, t in d] for d in docs]
    docs = [d for i, d in enumerate(docs) if (part(f"wikigold-{i}") == 0) == held_out]
    return mapped(docs, FOUR)


def annoctr(root, name, clean=False):
    """Labels ORG, LOC, GROUP, MALWARE; people and most names of other kinds are left out. TOOL mixes offensive
    tools with parts of the system, so it may be either."""
    docs = columns(root / f"ner/annoctr/{name}.bio", sep="\t")
    if clean:
        known = demonyms(root)
        docs = [[(w, newswire_style(w, t, known)) for w, t in d] for d in docs]
    return mapped(docs, {t: t for t in ("ORG", "LOC", "GROUP", "MALWARE", "MISC")}, ["PER", "MISC"],
                  {"TOOL": ["MALWARE", "MISC"], "ANY": ["ORG", "LOC", "GROUP"]}, clean)


def demonyms(root):
    """Words that CoNLL's training part marks, alone and nearly always, as MISC: "Russian", "Iranian"."""
    from collections import Counter
    alone, seen = Counter(), Counter()
    for doc in columns(root / "ner/conll2003/train.txt"):
        for words, tags in doc:
            for w, t, after in zip(words, tags, [*tags[1:], "O"]):
                seen[w] += 1
                alone[w] += t == "B-MISC" and after != "I-MISC"
    return {w for w in seen if alone[w] >= 2 and alone[w] > 0.5 * seen[w] and case_type(w) == TITLE}


def newswire_style(words, tags, known):
    """AnnoCTR marks demonyms as places and "Chinese government" as an organisation; newswire style does neither."""
    tags = list(tags)
    for start, end, kind in spans(tags):
        if kind == "LOC" and all(w in known for w in words[start:end]):
            for i in range(start, end):
                tags[i] = tags[i][:2] + "MISC"
        elif kind in ("ORG", "GROUP", "LOC") and any(
                case_type(w) == LOWER and w not in SMALL for w in words[start:end]):
            for i in range(start, end):
                tags[i] = "B-MISC" if words[i] in known else "I-ANY"
    return tags


def plain(sentence):
    """False for what is left of web markup: links, picture paths, tables."""
    words = sentence[0]
    odd = sum(w in "/|*#[]()<>_=" or "%20" in w for w in words)
    return odd <= 0.15 * len(words) and len(words) < 150


def cyner(root, name, clean=False):
    docs = columns(root / f"ner/cyner/{name}.txt", sep="\t")
    return mapped(docs, {"Malware": "MALWARE", "Organization": "ORG|GROUP"}, ["PER", "LOC", "MISC", "GROUP"],
                  {"System": ["MISC", "ORG"]}, clean)


def crossner(root, name, clean=False):
    docs = [[s] for d in columns(root / f"ner/crossner_politics/{name}.txt", sep="\t") for s in d]
    return mapped(docs, {"politician": "PER", "person": "PER", "politicalparty": "ORG", "organisation": "ORG",
                         "country": "LOC", "location": "LOC", "election": "MISC", "event": "MISC", "misc": "MISC"},
                  clean=clean)


def ewt(root, name, clean=False):
    docs = columns(root / f"ner/uner_ewt/en_ewt-ud-{name}.iob2", word=1, tag=2, sep="\t")
    return mapped(docs, {t: t for t in ("PER", "ORG", "LOC")}, ["MISC", "GROUP", "MALWARE"], clean=clean)


def wnut17(root, name):
    """Tweets and forum posts, with the names of 2010s products, bands and teams."""
    docs = columns(root / "ner/wnut17" / name, sep="\t")
    docs = [d[i:i + 1] for d in docs for i in range(len(d))]
    return mapped(docs, {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG",
                         "product": "MISC|MALWARE", "creative-work": "MISC"}, ["MISC"])


MARK = re.compile(r"\[(PER|ORG|LOC|MISC|GROUP|MALWARE) ([^\[\]]+)\]")


def marked(text):
    """Words and labels of a sentence of our own, whose names stand in brackets: "[PER Ann Lee] of [ORG ACME] said"."""
    words, labels, at = [], [], 0
    plain, spans_ = "", []
    for m in MARK.finditer(text):
        plain += text[at:m.start()]
        spans_.append((len(plain), len(plain) + len(m[2]), m[1]))
        plain += m[2]
        at = m.end()
    plain += text[at:]
    at = 0
    for w in split(plain):
        at = plain.index(w, at)
        hit = next((s for s in spans_ if at < s[1] and at + len(w) > s[0]), None)
        words.append(w)
        labels.append(ALLOWED.of([("B-" if at <= hit[0] else "I-") + hit[2]]) if hit else 0)
        at += len(w)
    return words, labels


SMALL = {"of", "for", "the", "and", "in", "to", "on", "de", "al", "&", "-", "'s", "’s"}


TITLES = set("""Mr Mrs Ms Dr Sir Lord Lady President Minister Secretary Prime Ambassador General Gen. Colonel Col. Lt.
Captain Major Senator King Queen Prince Sheikh Ayatollah Professor Chancellor Foreign Defence Commander Chief""".split())


def spanned(text, spans, label_of, default):
    """Sentences of (words, labels) from a text with character spans. Where spans nest, the longest one counts."""
    import re
    docs, chosen = [], []
    for s in sorted(spans, key=lambda s: s[0] - s[1]):
        if all(s[1] <= c[0] or s[0] >= c[1] for c in chosen):
            chosen.append(s)
    for m in re.finditer(r"[^\n]+", text):
        for sm in re.finditer(r".+?(?:(?<=[.!?])(?=\s+[A-Z\"“])|$)", m.group()):
            base, words, labels, at = m.start() + sm.start(), [], [], 0
            for w in split(sm.group()):
                at = sm.group().index(w, at)
                begin, end = base + at, base + at + len(w)
                at += len(w)
                hit = next((c for c in chosen if begin < c[1] and end > c[0]), None)
                words.append(w)
                labels.append(label_of(w, hit, begin <= hit[0]) if hit else default(w))
            if words:
                docs.append((words, labels))
    return docs


def re3d(root):
    """Defence and security reports. Their spans take in descriptions ("Iraqi security forces"); only those made of
    capitalised words are names in our sense, the others say nothing."""
    names = {"Organisation": ["ORG", "GROUP"], "Location": ["LOC"], "Person": ["PER"], "Nationality": ["MISC"]}
    hidden = ALLOWED.of(["O"] + both(["MISC", "GROUP"]))
    out = []
    for line in (root / "ner/re3d/re3d_spans.jsonl").open(encoding="utf-8"):
        d = json.loads(line)
        spans = []
        for s, e, kind in d["spans"]:
            words = split(d["text"][s:e])
            if kind in names:
                if len(words) > 1 and words[0].lower() == "the":
                    s = d["text"].index(words[1], s + 3)
                    words = words[1:]
                good = words and all(w in SMALL or case_type(w) != LOWER for w in words)
                if kind == "Person":  # these spans hold titles ("Minister for the Middle East ...")
                    good = good and len(words) <= 3 and not TITLES & set(words)
                spans.append((s, e, names[kind] if good else None))
            elif kind in ("Weapon", "Vehicle", "MilitaryPlatform", "DocumentReference"):
                spans.append((s, e, None))

        def label_of(w, hit, first):
            return IGNORE if hit[2] is None else ALLOWED.of([("B-" if first else "I-") + k for k in hit[2]])

        out.append(spanned(d["text"], spans, label_of,
                           lambda w: 0 if case_type(w) in (LOWER, 0, 5) else hidden))
    return out


def mitre(root):
    """ATT&CK descriptions: only linked mentions are marked, so a capital may hide any other name."""
    names = {"MALWARE": ["MALWARE"], "TOOL": ["MALWARE"], "THREAT_ACTOR": ["GROUP"], "CAMPAIGN": ["GROUP", "MISC"]}
    anything = ALLOWED.of(["O"] + both(["PER", "ORG", "LOC", "MISC", "GROUP", "MALWARE"]))
    out = []
    for line in (root / "ner/mitre_spans/mitre_attack_spans.jsonl").open(encoding="utf-8"):
        d = json.loads(line)
        if not d["spans"] or len(d["text"]) > 600:
            continue
        spans = [(s[0], s[1], names.get(s[2])) for s in d["spans"]]

        def label_of(w, hit, first):
            return IGNORE if hit[2] is None else ALLOWED.of([("B-" if first else "I-") + k for k in hit[2]])

        out.append(spanned(d["text"], spans, label_of,
                           lambda w: 0 if case_type(w) in (LOWER, 0, 5) else anything))
    return [d for d in out if d]


def unlabelled(root, held_out):
    """Documents of sentences (words only): articles, without those whose letters hold a passage kept for tests; and
    the sentences of TRAM's reports and ATT&CK's texts."""
    texts = []
    for path in sorted([*(root / "articles/doj").iterdir(), *(root / "articles/annoctr").iterdir()]):
        if path.name not in held_out["names"]:
            texts.append(re.sub(r"(?<=\S)\n(?=\S)", " ", path.read_text(encoding="utf-8", errors="replace")))
    reports = {}
    for d in json.loads((root / "threats/tram_single_label.json").read_text(encoding="utf-8")):
        reports.setdefault(d["doc_title"], []).append(d["text"])
    texts += ["\n".join(dict.fromkeys(reports[k])) for k in sorted(reports)]
    for line in (root / "ner/mitre_spans/mitre_attack_spans.jsonl").open(encoding="utf-8"):
        texts.append(json.loads(line)["text"])
    for text in texts:
        doc = [words for words, _ in spanned(text, [], None, lambda w: 0)]
        doc = [w for w in doc if plain((w, None)) and not held_out["text"](w)]
        if doc:
            yield doc


def windows(doc, pieces, budget):
    """Whole sentences of a document, in order, as long as they fit; a sentence longer than that is cut."""
    out, current, used = [], [], 2
    for words, labels, *rest in doc:
        for lo, hi in cut(words, pieces, budget - 2):
            size = pieces.count(words[lo:hi])
            if current and used + size > budget:
                out.append(current)
                current, used = [], 2
            current.append((words[lo:hi], labels and labels[lo:hi], *rest))
            used += size
    return out + [current] if current else out


def cut(words, pieces, room):
    lo, used = 0, 0
    for i, w in enumerate(words):
        size = len(pieces.of(w))
        if used + size > room and i > lo:
            yield lo, i
            lo, used = i, 0
        used += size
    yield lo, len(words)
