"""Reference outputs for the program's own tests: what the shipped model says about a few windows.

Texts: our own sentences, press releases of the U.S. Department of Justice (public domain), and odd ones made up here.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

import evaluate
import links
from labels import KINDS, THREATS
import model as network
from tokens import Pieces, split

HERE = Path(__file__).resolve().parent
ASKED = 0.2  # as the program has it

ODD = [
    ["U.S. WARNS OF NEW NORTH KOREAN HACKING CAMPAIGN"],
    ["“We won’t pay,” said Anne O’Brien – the bank’s chief executive – on 3 March 2024."],
    ["🚀 Kimsuky 🇰🇵 strikes again… 😱"],
    ["Pneumonoultramicroscopicsilicovolcanoconiosis" * 3 + " is not a word that Microsoft uses."],
    ["北京 and 서울 were named in the report , as were Łódź , São Paulo and Zürich ."],
    ["x"],
    ["."],
    ["A", "B C", "1 2 3"],
    ["C2 traffic to hxxp://evil.example[.]com/a.php?id=1&x=%20 was seen on 10.0.0.1:8443"],
    ["\u200b \u00ad zero width and soft hyphens", "Tab\tand non\u00a0breaking"],
    ["iPhone users in McLean, Va., got e-mails from LAZARUS", "lazarus group stole 1,500 btc from bybit"],
    ["Mr. Kim’s firm, Chosun Expo, employed hackers.", "They lived in Dandong.", "It was a front for Lab 110."],
]


def jsonl(path, wanted):
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    docs = {}
    for line in lines:
        d = json.loads(line)
        docs.setdefault(d["doc"], []).append(d["text"])
    names = sorted(docs)
    return [docs[n] for n in names[:: max(1, len(names) // wanted)]][:wanted]


def cases():
    """Windows of raw sentences: one-sentence ones first, then several sentences of one text packed together."""
    own, doj = jsonl(HERE / "threats/own.jsonl", 20), jsonl(HERE / "threats/doj.jsonl", 14)
    single = [[d[0]] for d in own[:14]] + [[d[0]] for d in doj[:10]]
    packed = [d[:4] for d in own[14:]] + [d[:3] for d in doj[10:]] + own[:4]
    return single + packed + ODD


def probabilities(run, sentences, pieces):
    """Of each word the probability of every tag, in the order of the entity columns."""
    ids, cases, firsts, _ = pieces.sequence(sentences)
    logits = run(ids, cases)[0]
    share = np.exp(logits - logits.max(-1, keepdims=True))
    share /= share.sum(-1, keepdims=True)
    return [np.round(share[first].astype(float), 5).tolist() for first in firsts]


def told(run, pairs, sentences, pieces, budget):
    """What a window's sentences tell: per sentence probabilities of kinds, deed and events, and of sides per word; of each deed
    that is likely enough to be asked for, the links of all words of the window."""
    ids, cases, firsts, ranges = pieces.sequence(sentences)
    _, _, statement, side, event, _ = run(ids, cases)

    def sigmoid(x):
        return 1 / (1 + np.exp(-x))

    rows = []
    for first, (start, end) in zip(firsts, ranges):
        mean = statement[start:end].mean(0)
        kinds = np.exp(mean[:len(KINDS)] - mean[:len(KINDS)].max())
        shares = {"kinds": kinds / kinds.sum(), "deed": sigmoid(mean[len(KINDS):]), "events": sigmoid(event[start:end].mean(0)),
                  "sides": sigmoid(side[first])}
        rows.append({k: np.round(np.asarray(x, float), 4).tolist() for k, x in shares.items()})
        kinds = np.flatnonzero(shares["events"] >= ASKED).tolist()
        asked = links.asked(run, pairs, [(s,) for s in sentences], pieces, budget, [len(rows) - 1] * len(kinds), kinds)
        rows[-1]["deeds"] = [{"kind": THREATS[k], "words": np.round(x.astype(float), 4).tolist()} for k, x in zip(kinds, asked)]
    return rows


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--model", type=Path, required=True)
    a.add_argument("--weights", type=Path, required=True)
    a.add_argument("--out", type=Path, required=True)
    args = a.parse_args()
    torch.set_num_threads(1)
    pieces = Pieces(args.model / "tokenizer.json")
    budget = json.loads((args.model / "model.json").read_text())["window"]
    fp32 = network.load(args.weights)
    runs = {"": evaluate.onnx_runner(args.model / "model.onnx"), "_fp32": evaluate.torch_runner(fp32.eval())}
    args.out.parent.mkdir(parents=True, exist_ok=True)
    agree = total = 0
    with args.out.open("w", encoding="utf-8") as f:
        for texts in cases():
            sentences, used = [], 2
            for words in map(split, texts):
                used += pieces.count(words)
                if used > budget:
                    break
                sentences.append(words)
            ids, case_ids, _, _ = pieces.sequence(sentences)
            row = {"sentences": sentences, "input_ids": ids, "case_ids": case_ids}
            for suffix, run in runs.items():
                tags, scores = evaluate.tag(run, sentences, pieces)
                row["tags" + suffix] = tags
                row["threats" + suffix] = [[round(float(x), 4) for x in s] for s in scores]
            row["probabilities"] = probabilities(runs[""], sentences, pieces)
            row["told"] = told(runs[""], fp32.pairs, sentences, pieces, budget)
            pairs = [(x, y) for s, t in zip(row["tags"], row["tags_fp32"]) for x, y in zip(s, t)]
            agree, total = agree + sum(x == y for x, y in pairs), total + len(pairs)
            f.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"{args.out.name}: {len(cases())} windows, int8 and fp32 agree on {agree} of {total} words")


if __name__ == "__main__":
    main()
