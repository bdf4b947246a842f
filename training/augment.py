"""Cheap variety, so that the model meets raw modern news and not only the newswire of 1996."""

import json
import re


from labels import TAG_ID, TAGS
from tokens import split

QUOTES = {"'": ["‘", "’"], '"': ["“", "”"], "``": ["“"], "''": ["”"], "--": ["—", "–"], "-": ["–", "—", "-"]}


def recase(words, rng):
    """Now and then a sentence becomes a headline in Title Case, in CAPITALS, or loses its capitals."""
    r = rng.random()
    if r < 0.04:
        return [w if any(c.isupper() for c in w) else w[:1].upper() + w[1:] for w in words]
    if r < 0.07:
        return [w.upper() for w in words]
    if r < 0.08:
        return [w.lower() for w in words]
    return words


def modern(words, rng):
    """Typographic quotes and dashes."""
    out, opened = [], 0
    for w in words:
        if w == '"':
            out.append("“”"[opened])
            opened ^= 1
        elif w in QUOTES:
            out.append(rng.choice(QUOTES[w]))
        elif len(w) > 1 and w[0] == "'":
            out.append("’" + w[1:])
        else:
            out.append(w.replace("'", "’"))
    return out


def digits(words, rng):
    return ["".join(str(rng.randrange(10)) if c.isdigit() else c for c in w) for w in words]


def names(root):
    """Names of threat groups and malicious software, from public knowledge lists (facts)."""
    groups, malware = set(), set()
    attack = json.loads((root / "knowledge/mitre_attack_names.json").read_text(encoding="utf-8"))
    for e in attack if isinstance(attack, list) else attack["objects"]:
        kind = e.get("type", e.get("kind", "")).lower()
        target = groups if ("group" in kind or "intrusion" in kind or "actor" in kind) else \
            malware if kind in ("malware", "tool") else None
        if target is not None:
            target.update([e["name"], *e.get("aliases", [])])
    for actor in json.loads((root / "knowledge/misp_threat_actors.json").read_text(encoding="utf-8"))["values"]:
        groups.update([actor["name"], *actor.get("synonyms", [])])
    for r in json.loads((root / "knowledge/misp_ransomware.json").read_text(encoding="utf-8"))["values"]:
        malware.add(r["name"].removesuffix(" Ransomware"))

    def fit(values):
        return sorted(v for v in values if 2 < len(v) < 30 and len(v.split()) <= 3 and v[0].isupper()
                      and v.isascii() and "(" not in v and not re.fullmatch(r"[GSC]\d{4}", v))

    return {"GROUP": fit(groups), "MALWARE": fit(malware)}


def swap_names(words, labels, known, rng):
    """Replace half of the marked groups and malware by other names of the kind. Words, labels, and for each word the
    place of the one that it stands for."""
    out_w, out_l, places, i = [], [], [], 0
    while i < len(words):
        tag = TAGS[labels[i]] if 0 <= labels[i] < len(TAGS) else "O"
        kind = tag[2:]
        if tag[0] == "B" and kind in known:
            j = i + 1
            while j < len(words) and labels[j] == TAG_ID["I-" + kind]:
                j += 1
            if rng.random() < 0.5:
                new = split(rng.choice(known[kind]))
                out_w += new
                out_l += [labels[i]] + [TAG_ID["I-" + kind]] * (len(new) - 1)
                places += [i] * len(new)
            else:
                out_w += words[i:j]
                out_l += labels[i:j]
                places += range(i, j)
            i = j
        else:
            out_w.append(words[i])
            out_l.append(labels[i])
            places.append(i)
            i += 1
    return out_w, out_l, places


def window(sentences, rng, known):
    out = []
    typographic = rng.random() < 0.3
    renumber = rng.random() < 0.1
    for words, labels, threats, told in sentences:
        if labels is not None:
            words, labels, places = swap_names(words, labels, known, rng)
            if told is not None:
                kind, deed, sides, events = told
                told = kind, deed, [sides[at] for at in places], events
        if typographic:
            words = modern(words, rng)
        if renumber:
            words = digits(words, rng)
        out.append((recase(words, rng), labels, threats, told))
    return out
