"""Cheap variety, so that the model meets raw modern news and not only the newswire of 1996."""

import json
import re
from collections import Counter

import coin
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


def some_of(known, rng):
    """For half of the groups and malware another name of the kind."""
    def new(kind, _):
        return rng.choice(known[kind]) if kind in known and rng.random() < 0.5 else None
    return new


def coined(rng):
    """For all groups and malware a name that nobody knows, the same for the same one."""
    given = {}

    def new(kind, name):
        if kind not in coin.MAKERS:
            return None
        key = kind, name.lower()
        if key not in given:
            given[key] = coin.MAKERS[kind](rng)
        return given[key]
    return new


def swap_names(words, labels, new):
    """Replace marked names by those that `new` gives for their kind and words. Words, labels, and for each word the
    place of the one that it stands for."""
    out_w, out_l, places, i = [], [], [], 0
    while i < len(words):
        tag = TAGS[labels[i]] if 0 <= labels[i] < len(TAGS) else "O"
        kind = tag[2:]
        if tag[0] == "B":
            j = i + 1
            while j < len(words) and labels[j] == TAG_ID["I-" + kind]:
                j += 1
            name = new(kind, " ".join(words[i:j]))
            if name:
                name = split(name)
                out_w += name
                out_l += [labels[i]] + [TAG_ID["I-" + kind]] * (len(name) - 1)
                places += [i] * len(name)
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


RENAMED = ("PER", "ORG", "GROUP", "MALWARE")
OFTEN = 6  # articles; a word that names of more of them have means something ("Bank", "Ministry", "Lazarus")


def named_words(sentences):
    """The words of names: (sentence, word, type, whether the name begins and ends with it)."""
    for s, (words, labels, *_) in enumerate(sentences):
        for i, label in enumerate(labels or []):
            tag = TAGS[label] if 0 <= label < len(TAGS) else "O"
            if tag != "O":
                goes_on = i + 1 < len(labels) and labels[i + 1] == TAG_ID["I-" + tag[2:]]
                yield s, i, tag[2:], tag[0] == "B", not goes_on


def rare_words(articles):
    """Words of names that few of the articles have, by type and place in the name; and all of them in lower case."""
    found = [{(sentences[s][0][i], kind, first, last) for s, i, kind, first, last in named_words(sentences)
              if kind in RENAMED and sentences[s][0][i][:1].isupper()} for sentences in articles]
    often = Counter(word.lower() for one in found for word in {word for word, *_ in one})
    pool = {}
    for word, *place in sorted(set().union(*found)):
        if often[word.lower()] <= OFTEN and word.isalpha():
            pool.setdefault(tuple(place), []).append(word)
    return pool, {word.lower() for words in pool.values() for word in words}


def rename(sentences, pool, rare, rng):
    """The sentences of an article with other rare words in its names, the same one for the same word wherever it is in a name. So who
    did what cannot be learned by heart. As many words as before; places and what belongs to them keep their names, and
    organisations of several words the last one, which often says what they are."""
    places = {sentences[s][0][i].lower() for s, i, kind, *_ in named_words(sentences) if kind in ("LOC", "MISC")}
    kinds = {"PER", *(["ORG"] if rng.random() < 0.7 else []), *(["GROUP", "MALWARE"] if rng.random() < 0.5 else [])}
    new, out = {}, [list(words) for words, *_ in sentences]
    for s, i, kind, *place in named_words(sentences):
        word = out[s][i]
        key = word.lower()
        says_what = kind == "ORG" and place == [False, True] or not word[:1].isupper()
        if key in new or kind in kinds and key in rare and key not in places and not says_what:
            if key not in new:
                new[key] = rng.choice(pool.get((kind, *place), [word]))
            out[s][i] = new[key].upper() if word.isupper() and len(word) > 3 else new[key]
    return [(words, *rest) for words, (_, *rest) in zip(out, sentences)]


COINED = 0.15  # windows in which all groups and malware have names that nobody knows


def window(sentences, rng, known):
    out = []
    new = coined(rng) if known and rng.random() < COINED else some_of(known, rng)
    typographic = rng.random() < 0.3
    renumber = rng.random() < 0.1
    for words, labels, threats, told in sentences:
        if labels is not None:
            words, labels, places = swap_names(words, labels, new)
            if told is not None:
                kind, deed, sides, events = told
                told = kind, deed, [sides[at] for at in places], events
        if typographic:
            words = modern(words, rng)
        if renumber:
            words = digits(words, rng)
        out.append((recase(words, rng), labels, threats, told))
    return out
