"""Who did what to whom in real news: events beside the arguments of CASIE.

    python tests/eval/real_news.py --wiredesk target/release/wiredesk DATA/threats/casie_dev_docs.jsonl [--list]

CASIE marks in cyber news of 2017 to 2019 who attacked and who suffered (`Attacker`, `Victim`), event by event and not always; other words of a story
are unmarked though they may be right. So this counts, over the articles with a breach, a ransom or a phishing: of those whose text names a victim, an
organisation with a capital letter, in how many a target of wiredesk's events is one of the victims; the same of attackers and perpetrators; and the sides
that CASIE gives to somebody else: a target that is an attacker or who found or mended a flaw, a perpetrator that is a victim or such. With --list the
articles without their victim, and the wrong sides. Its articles were read while the rules of events grew: no held-out set.
"""

import argparse
import collections
import json
import subprocess
import sys
from pathlib import Path

ATTACKS = {"Databreach", "Ransom", "Phishing"}
FOUND_IT = ("Discoverer", "Releaser")


def articles(path):
    """(name, text with its headline, arguments by role) of the articles with an attack; an argument is (start, end, type, words)."""
    for line in path.read_text(encoding="utf-8").splitlines():
        doc = json.loads(line)
        if not any(nugget[2] in ATTACKS for nugget in doc["nuggets"]):
            continue
        title = (doc["info"].get("title") or "").strip()
        head = f"{title}\n\n" if title else ""
        text = head + doc["text"]
        roles = collections.defaultdict(list)
        for start, end, kind, role in doc["args"]:
            start, end = start + len(head), end + len(head)
            roles[role].append((start, end, kind, text[start:end]))
        yield doc["doc"], text, roles


def annotated(wiredesk, texts):
    """wiredesk's records of the texts, in their order."""
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    command = [wiredesk, "annotate", "--quiet", "--format", "jsonl", "--text-field", "text", "-"]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8", check=False)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode or len(records) != len(texts):
        sys.exit(f"{wiredesk} failed: {done.stderr}")
    return records


def is_one_of(party, arguments):
    """Whether a party is one of CASIE's arguments: overlaps one, or is found in its words."""
    words = party["text"].lower()
    return any(party["start"] < end and start < party["end"] or len(words) > 3 and words in other.lower()
               for start, end, _, other in arguments)


def named(arguments, kinds=None):
    return [argument for argument in arguments
            if any(c.isupper() for c in argument[3]) and (kinds is None or argument[2] in kinds)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wiredesk", default="target/release/wiredesk", help="the program")
    parser.add_argument("--list", action="store_true", help="name articles and sides that went wrong")
    parser.add_argument("docs", type=Path, help="casie_dev_docs.jsonl")
    args = parser.parse_args()
    read = list(articles(args.docs))
    counts, faults = collections.Counter(), []
    for (name, _, roles), record in zip(read, annotated(args.wiredesk, [text for _, text, _ in read])):
        parties = {side: [p for event in record["events"] for p in event[side]] for side in ("perpetrators", "targets")}
        counts["events"] += len(record["events"])
        for side, role, other, kinds in (("targets", "Victim", "Attacker", {"Organization"}), ("perpetrators", "Attacker", "Victim", None)):
            if named(roles[role], kinds):
                counts[role, "named"] += 1
                if any(is_one_of(p, roles[role]) for p in parties[side]):
                    counts[role, "found"] += 1
                else:
                    faults.append(f"{name}: no {role.lower()} of {sorted({a[3] for a in named(roles[role], kinds)})}")
            for party in parties[side]:
                counts[side] += 1
                wrong = roles[other] + [a for role in FOUND_IT for a in roles[role]]
                if is_one_of(party, wrong) and not is_one_of(party, roles[role]):
                    counts[side, "wrong"] += 1
                    faults.append(f"{name}: {side} have {party['text']!r}")
    print(f"{len(read)} articles, {counts['events']} events")
    for side, role in (("targets", "Victim"), ("perpetrators", "Attacker")):
        print(f"{role.lower()} named in {counts[role, 'named']} articles, found in {counts[role, 'found']}; "
              f"{counts[side]} {side}, {counts[side, 'wrong']} of them somebody else's part")
    if args.list:
        print("\n".join(faults))


if __name__ == "__main__":
    main()
