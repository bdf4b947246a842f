"""How two readings of the gold articles agree on actors, statements and events.

    python agreement.py --sheet ga > sheet     what a second reader is given: names and amounts with their ids, nothing else
    python agreement.py                        marked/*.txt against second/*.txt

A second reading (second/NAME.txt) has, after a line `# ARTICLE id`, lines of three kinds; a party is the id of a name or
amount in the sheet, or a quoted stretch of the sentence:

    actor TYPE "name" m1,m5,m9 [source:id ...] [roles=perpetrator,target]
    S 3 alleged [speaker=m4] [source=document]
    E 3 cryptocurrency_theft [perp=m1,"unknown hackers"] [target=m7] [amounts=a0]
"""

import re
import sys
from collections import Counter
from pathlib import Path

import compile as gold

HERE = Path(__file__).resolve().parent


def sheet(record):
    print(f"\n# ARTICLE {record['id']} published={record['published']}")
    marks = [(m["start"], m["end"], f"m{m['id']} {m['label']}") for m in record["mentions"]]
    marks += [(a["start"], a["end"], f"a{a['id']}") for a in record["amounts"]]
    marks.sort(key=lambda m: (m[0], -m[1]))
    for at, s in enumerate(record["sentences"]):
        text, ends, where = "", [], s["start"]
        for start, end, name in [m for m in marks if s["start"] <= m[0] < s["end"]] + [(s["end"], None, None)]:
            while ends and ends[-1] <= start:
                text += record["text"][where:ends[-1]] + "}"
                where = ends.pop()
            text += record["text"][where:start]
            where = start
            if end:
                text += "{" + name + "|"
                ends.append(end)
        wanted = "*" if s["threats"] or any(s["start"] <= a["start"] < s["end"] for a in record["amounts"]) else " "
        print(f"[{at}]{wanted} {','.join(s['threats']) or '-'} | {text}")


def second(path):
    """Article id to (clusters with type and links, statement kinds by sentence, events)."""
    out, here = {}, None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("# ARTICLE "):
            here = out.setdefault(line.split()[2], ([], {}, []))
        elif line.startswith("actor "):
            bare, _ = gold.words(line.removeprefix("actor "))
            gold.need(len(bare) >= 3 and bare[0] in gold.TYPES, f"{path.name}:{number}: {line}")
            ids = frozenset(int(m[1:]) for m in bare[2].split(","))
            here[0].append((ids, bare[0], {tuple(link.replace("_", " ").split(":", 1)) for link in bare[3:]}))
        elif line[:2] == "S ":
            bare, _ = gold.words(line[2:])
            gold.need(len(bare) == 2 and bare[1] in gold.KINDS, f"{path.name}:{number}: {line}")
            here[1].setdefault(int(bare[0]), []).append(bare[1])
        elif line[:2] == "E ":
            kind = line.split()[2]
            gold.need(kind in gold.THREATS, f"{path.name}:{number}: {line}")
            sides = {}
            for key, value in re.findall(r'(perp|target)=((?:"[^"]*"|[^\s,"]+)(?:,(?:"[^"]*"|[^\s,"]+))*)', line):
                sides[key] = re.findall(r'"[^"]*"|[^\s,"]+', value)
            here[2].append((int(line.split()[1]), kind, sides.get("perp", []), sides.get("target", [])))
        else:
            gold.need(not line.strip(), f"{path.name}:{number}: what is this line? {line}")
    return out


def b_cubed(first, other):
    """F1 over the mentions that either reading puts into an actor."""
    def of(clusters):
        return {m: c for c in clusters for m in c}
    a, b = of(first), of(other)

    def mean(x, y):
        return sum(len(x[m] & y.get(m, frozenset())) / len(x[m]) for m in x) / max(1, len(x))
    p, r = mean(b, a), mean(a, b)
    return 2 * p * r / max(1e-9, p + r)


def kappa(pairs):
    n = len(pairs)
    a, b = Counter(x for x, _ in pairs), Counter(y for _, y in pairs)
    seen = sum(x == y for x, y in pairs) / n
    chance = sum(a[k] * b[k] for k in a) / n ** 2
    return (seen - chance) / max(1e-9, 1 - chance)


def same_party(record, party, given):
    """Whether a party of the first reading is the one that the second gives."""
    actor = next((a for a in record["actors"] if a["id"] == party.get("actor")), None)
    if re.fullmatch(r"m\d+", given):
        m = record["mentions"][int(given[1:])]
        if actor and m["id"] in actor["mentions"]:
            return True
        return "start" in party and party["start"] < m["end"] and m["start"] < party["end"]
    words = given.strip('"')
    if "text" not in party:
        return False
    return words in party["text"] or party["text"] in words


def same_side(record, parties, given):
    return (not parties and not given) or any(same_party(record, p, g) for p in parties for g in given)


def main():
    if sys.argv[1:2] == ["--sheet"]:
        for record in gold.read(HERE / "marked" / f"{sys.argv[2]}.txt")[0]:
            sheet(record)
        return
    b3, types, links, kinds, kinds_n = [], [], [], [], 0
    right = first_n = second_n = 0
    for path in sorted((HERE / "second").glob("*.txt")):
        readings = second(path)
        for record in gold.read(HERE / "marked" / path.name)[0]:
            if record["id"] not in readings:
                continue
            clusters, statements, events = readings[record["id"]]
            mine = [(frozenset(a["mentions"]), a["type"], {(l["source"], l["id"]) for l in a["links"]}) for a in record["actors"]]
            b3.append(b_cubed([c for c, _, _ in mine], [c for c, _, _ in clusters]))
            for ids, kind, known in mine:
                best = max(clusters, key=lambda c: len(c[0] & ids), default=None)
                if best and best[0] & ids:
                    types.append(kind == best[1])
                    links.append(bool(known & best[2]) if known or best[2] else True)
            told = {}
            for s in record["statements"]:
                told.setdefault(s["sentence"], []).append(s["kind"])
            kinds += [(told[at][0], statements[at][0]) for at in told if at in statements]
            kinds_n += len(set(told) | set(statements))
            left = list(events)
            for e in record["events"]:
                hit = next((o for o in left if o[1] == e["type"] and same_side(record, e["perpetrators"], o[2])
                            and same_side(record, e["targets"], o[3])), None)
                if hit:
                    left.remove(hit)
                    right += 1
            first_n += len(record["events"])
            second_n += len(events)
    print(f"{len(b3)} articles read twice")
    print(f"actors: B-cubed F1 {sum(b3) / len(b3):.3f}; type the same {sum(types) / len(types):.3f} of {len(types)}; "
          f"links the same {sum(links) / len(links):.3f}")
    print(f"statements: both readings have one in {len(kinds)} of {kinds_n} sentences; kind the same "
          f"{sum(a == b for a, b in kinds) / len(kinds):.3f}, kappa {kappa(kinds):.3f}")
    print(f"events: type, perpetrator and target the same in {right}; F1 {2 * right / (first_n + second_n):.3f} "
          f"({first_n} and {second_n} events)")


if __name__ == "__main__":
    main()
