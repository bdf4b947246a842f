"""Words to pieces and case types: the contract with the program that runs the model."""

import json
import re
from pathlib import Path

from tokenizers import Tokenizer

SPECIAL = (("[CLS]", "[SEP]", "[UNK]"), ("<s>", "</s>", "<unk>"))  # first, last, unknown: BERT's, and those of cased e5
NONE, LOWER, UPPER, TITLE, MIXED, DIGIT = range(6)


def case_type(word):
    """0 no letter or digit, 1 lower, 2 upper, 3 title, 4 mixed, 5 digits without a letter."""
    if not any(c.isalpha() for c in word):
        return DIGIT if any(c.isdigit() for c in word) else NONE
    cased = [c for c in word if c.islower() or c.isupper()]
    if all(c.islower() for c in cased):
        return LOWER
    if all(c.isupper() for c in cased):
        return UPPER
    if len(cased) >= 2 and cased[0].isupper() and all(c.islower() for c in cased[1:]):
        return TITLE
    return MIXED


def bare_tokenizer(path):
    """The encoder's tokenizer.json without the sections that cut and fill up sequences."""
    spec = json.loads(Path(path).read_text(encoding="utf-8"))
    spec["truncation"] = None
    spec["padding"] = None
    return spec


class Pieces:
    def __init__(self, path):
        self.tokenizer = Tokenizer.from_str(json.dumps(bare_tokenizer(path)))
        ids = ([self.tokenizer.token_to_id(t) for t in names] for names in SPECIAL)
        self.first, self.last, self.unknown = next(x for x in ids if x[0] is not None)
        self.cache = {}

    def of(self, word):
        ids = self.cache.get(word)
        if ids is None:
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids or [self.unknown]
            self.cache[word] = ids
        return ids

    def count(self, words):
        return sum(len(self.of(w)) for w in words)

    def sequence(self, sentences):
        """input ids, case ids, and per sentence the positions of its words' first pieces and its piece range."""
        ids, cases, firsts, ranges = [self.first], [0], [], []
        for words in sentences:
            first, start = [], len(ids)
            for word in words:
                pieces = self.of(word)
                first.append(len(ids))
                ids.extend(pieces)
                cases.extend([case_type(word)] * len(pieces))
            firsts.append(first)
            ranges.append((start, len(ids)))
        return ids + [self.last], cases + [0], firsts, ranges


# A plain word splitter in the manner of CoNLL-2003, for texts that come unsplit: possessives, contractions and
# punctuation stand alone; hyphenated words, abbreviations and numbers stay whole.
WORD = re.compile(
    r"https?://\S+|(?:[A-Z]\.){2,}|\d+(?:[.,:/]\d+)*(?:-\w+)*|['’](?:s|S|re|ve|ll|d|m|t)\b"
    r"|\w+(?:[-&]\w+|\.\w+)*|\.\.\.|\S"
)


def split(text):
    return WORD.findall(text)
