"""The label sets, in the order in which the model's outputs hold them."""

TYPES = ["PER", "ORG", "LOC", "MISC", "GROUP", "MALWARE"]
TAGS = ["O"] + [p + "-" + t for t in TYPES for p in "BI"]
TAG_ID = {t: i for i, t in enumerate(TAGS)}

THREATS = [
    "general_cyber_threat", "cryptocurrency_theft", "financial_theft", "ransomware", "data_breach", "espionage",
    "fraud", "malware", "disruption", "critical_infrastructure", "sanctions_evasion", "weapons_financing",
    "money_laundering", "illicit_it_workers", "arms_transfer", "disinformation", "supply_chain",
    "vulnerability_exploitation",
]
THREAT_ID = {t: i for i, t in enumerate(THREATS)}

# How a sentence says what it says, and last, whether it tells a deed.
KINDS = ["asserted", "alleged", "denied", "hypothetical", "negated"]
TELLS = KINDS + ["deed"]
# What a word is a part of.
SIDES = ["perpetrator", "target", "speaker"]

# Who did a deed and to whom: the first two sides, of which the words may stand anywhere in an article (see `links.py`).
LINKED = SIDES[:2]
LINK = 64  # numbers for each of the two, of a sentence that tells a deed and of a word that may be an answer
LINKS = [*(f"{part}-{side}-{i}" for part in ("ask", "answer") for side in LINKED for i in range(LINK)),
         *(f"alone-{side}" for side in LINKED)]

# The heads of the model, with their columns; "event" are the types of the deeds that a sentence is the first to tell.
HEADS = {"entity": TAGS, "threat": THREATS, "statement": TELLS, "side": SIDES, "event": THREATS, "link": LINKS}

IGNORE = -100  # a word that says nothing about the entity tags


class Allowed:
    """Turns sets of allowed tags into small ids, so that a label is one integer.

    Ids below len(TAGS) are the plain tags; the others stand for "one of these", which the loss sums over. That is how
    a set that does not label a type can be trained on: its O means O or any tag of the types it leaves out.
    """

    def __init__(self):
        self.sets = [frozenset([i]) for i in range(len(TAGS))]
        self.ids = {s: i for i, s in enumerate(self.sets)}

    def of(self, tags):
        s = frozenset(TAG_ID[t] for t in tags)
        if s not in self.ids:
            self.ids[s] = len(self.sets)
            self.sets.append(s)
        return self.ids[s]

    def restore(self, sets):
        """The sets of another run, in its order."""
        self.sets = list(sets)
        self.ids = {s: i for i, s in enumerate(self.sets)}

    def table(self):
        return [[1.0 if t in s else 0.0 for t in range(len(TAGS))] for s in self.sets]


ALLOWED = Allowed()


def both(types):
    """The B- and I- tags of some types."""
    return [p + "-" + t for t in types for p in "BI"]


def spans(tags):
    """Entities of a tag sequence as conlleval reads it: I-X after anything but B-X/I-X begins an entity."""
    out, start, kind = [], None, None
    for i, tag in enumerate(list(tags) + ["O"]):
        prefix, _, t = tag.partition("-")
        if kind is not None and (tag == "O" or prefix == "B" or t != kind):
            out.append((start, i, kind))
            kind = None
        if tag != "O" and kind is None:
            start, kind = i, t
    return out
