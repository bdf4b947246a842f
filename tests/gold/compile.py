"""Gold files from marked articles: `python compile.py [FILE ...]` reads marked/*.txt, checks, writes dev.jsonl, test.jsonl.

README.md beside this file describes the marks. Articles whose number divides by three are the test part.
"""

import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
LABELS = {"PER", "ORG", "LOC", "MISC", "GROUP", "MALWARE"}
THREATS = ("general_cyber_threat cryptocurrency_theft financial_theft ransomware data_breach espionage fraud malware disruption "
           "critical_infrastructure sanctions_evasion weapons_financing money_laundering illicit_it_workers arms_transfer "
           "disinformation supply_chain vulnerability_exploitation").split()
KINDS = {"asserted", "alleged", "denied", "hypothetical", "negated"}
SOURCES = {"article", "speaker", "document"}
TYPES = {"person", "organization", "state", "group", "other"}
ROLES = {"perpetrator", "target", "accuser", "speaker", "beneficiary"}
AMOUNT = {"value", "min", "max", "currency", "unit", "modifier", "per", "about"}
ABOUT = {"loss", "ransom_demand", "ransom_paid", "fine", "funding", "reward", "revenue", "cost", "other"}
MODIFIERS = {"approx", "at_least", "at_most", "range", "vague"}


MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def prints(text, date):
    """Whether the day of `date` (YYYY-MM-DD) stands in the text with its year, in one of the usual forms."""
    year, month, day = date.split("-")
    name, d = MONTHS[int(month) - 1] + r"[a-z]*\.?", f"0?{int(day)}"
    forms = (date, date.replace("-", "/"), rf"\b{name} {d}(st|nd|rd|th)?,? {year}", rf"\b{d}(st|nd|rd|th)?[ -]{name},?[ -]{year}",
             rf"\b{d}[/.]0?{int(month)}[/.]{year}", rf"\b0?{int(month)}/{d}/{year}")
    return any(re.search(form, text, re.I) for form in forms)


class Fault(Exception):
    pass


def need(holds, what):
    if not holds:
        raise Fault(what)


def number(text):
    need(re.fullmatch(r"-?\d+(\.\d+)?", text), f"not a plain number: {text}")
    return float(text) if "." in text else int(text)


def words(line):
    """`alleged speaker=#2 cue="it is said"` as its bare words and its pairs."""
    bare, pairs = [], {}
    for key, quoted, plain in re.findall(r'([\w-]+=)?(?:"([^"]*)"|(\S+))', line):
        value = quoted or plain
        if key:
            pairs[key[:-1]] = value
        else:
            bare.append(value)
    return bare, pairs


class Article:
    """One article while it is read: its text so far, and what is marked in it."""

    def __init__(self, name):
        self.name, self.text, self.blocks, self.sentences = name, "", [], []
        self.mentions, self.amounts, self.dates, self.spans = [], [], [], {}
        self.actors, self.statements, self.events = [], [], []
        self.title = self.byline = self.published = None
        self.source, self.in_article, self.new_block = "own writing", False, True

    def block(self, in_article):
        if self.text:
            self.text = self.text.rstrip(" ") + "\n\n"
        self.in_article, self.new_block = in_article, True

    def piece(self, line):
        """Adds a marked line to the text; its span."""
        start = len(self.text)
        rest = self.marked(line, 0, False)
        need(rest == len(line), f"a }} that closes nothing: {line[:60]}")
        end = len(self.text)
        need(self.text[start:end].strip() == self.text[start:end] != "", "white space at the ends of a line")
        if self.in_article:
            if self.new_block:
                self.blocks.append([start, end])
                self.new_block = False
            self.blocks[-1][1] = end
        return start, end

    def marked(self, line, at, inside):
        while at < len(line):
            if line[at] == "{":
                bar = line.find("|", at)
                need(bar > 0, f"a mark without | : {line[at:at + 40]}")
                head, start = line[at + 1:bar], len(self.text)
                at = self.marked(line, bar + 1, True)
                need(at < len(line), f"a mark that does not end: {head}")
                at += 1
                self.mark(head, start, len(self.text))
            elif line[at] == "}":
                need(inside, "a } that closes nothing")
                return at
            else:
                self.text += line[at]
                at += 1
        return at

    def mark(self, head, start, end):
        span = {"start": start, "end": end, "text": self.text[start:end]}
        if head[0] == "$":
            bare, pairs = words(head[1:])
            need(len(bare) == 2, f"an amount wants id and kind: {head}")
            need(bare[1] in {"money", "percent", "count", "duration"}, f"unknown kind of amount: {head}")
            need(set(pairs) <= AMOUNT, f"unknown field of an amount: {head}")
            need(pairs.get("about", "other") in ABOUT, f"unknown about: {head}")
            need(pairs.get("modifier", "vague") in MODIFIERS, f"unknown modifier: {head}")
            numbers = {k: number(pairs[k]) for k in ("value", "min", "max") if k in pairs}
            need(numbers, f"an amount without numbers: {head}")
            for key in ("value", "min", "max", "currency", "unit", "modifier", "per", "about"):
                span[key] = numbers.get(key, pairs.get(key))
            if bare[1] == "duration":
                need(span["unit"], f"a duration wants its unit: {head}")
                span["unit"] = span["unit"].removesuffix("s")
            self.amounts.append((bare[0], {**span, "kind": bare[1]}))
        elif head[0] == "@":
            bare, _ = words(head[1:])
            need(len(bare) == 2, f"a date wants id and value: {head}")
            value = None if bare[1] == "-" else bare[1]
            need(value is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?", value), f"odd date: {head}")
            self.dates.append((bare[0], {**span, "value": value}))
        elif head[0] == "^":
            name, _, actor = head[1:].partition("#")
            need(name and name not in self.spans, f"a name used twice, or none: {head}")
            self.spans[name] = {**span, "actor": int(actor) if actor else None}
        else:
            label, _, actor = head.partition("#")
            need(label in LABELS, f"unknown label: {head}")
            self.mentions.append({**span, "label": label, "actor": int(actor) if actor else None})

    def parties(self, given, sentence):
        return [self.party(p, sentence) for p in given.split(",") if p]

    def party(self, given, sentence):
        if given[0] == "^":
            need(given[1:] in self.spans, f"no span is named {given}")
            return dict(self.spans[given[1:]])
        need(re.fullmatch(r"#\d+", given), f"a party is #actor or ^span: {given}")
        actor = int(given[1:])
        start, end = sentence["start"], sentence["end"]
        here = [m for m in self.mentions if m["actor"] == actor and start <= m["start"] < end]
        span = {k: here[0][k] for k in ("start", "end", "text")} if here else {}
        return {**span, "actor": actor}

    def place(self, given, sentence):
        """The LOC that is meant by `Ohio`: the first of the event's sentence, else of the article; by `Ohio:2`: the second of
        the article."""
        text, _, nth = given.rpartition(":") if re.search(r":[1-9]\d*$", given) else (given, "", "")
        all_of_it = [m for m in self.mentions if m["label"] == "LOC" and m["text"] == text]
        if nth:
            need(int(nth) <= len(all_of_it), f"no such LOC in the article: {given}")
            return all_of_it[int(nth) - 1]
        need(all_of_it, f"no LOC of the article is written so: {given}")
        here = [m for m in all_of_it if sentence["start"] <= m["start"] < sentence["end"]]
        return (here or all_of_it)[0]

    def note(self, line):
        """A line that begins with >: a statement or an event of the sentence above it."""
        need(self.sentences, "a note before any sentence")
        sentence, at = self.sentences[-1], len(self.sentences) - 1
        bare, pairs = words(line)
        if bare[0] == "event":
            need(len(bare) == 2 and bare[1] in THREATS, f"an event wants its threat type: {line}")
            need(set(pairs) <= {"perp", "target", "amounts", "when", "where", "also"}, f"unknown part of an event: {line}")
            self.events.append((line, at, bare[1], pairs))
        else:
            need(bare[0] in KINDS and len(bare) == 1, f"unknown kind of statement: {line}")
            need(set(pairs) <= {"speaker", "source", "cue"}, f"unknown part of a statement: {line}")
            cue = None
            if pairs.get("cue"):
                where = self.text.find(pairs["cue"], sentence["start"], sentence["end"])
                need(where >= 0, f"the cue is not in its sentence: {pairs['cue']}")
                cue = {"start": where, "end": where + len(pairs["cue"]), "text": pairs["cue"]}
            source = pairs.get("source", "speaker" if "speaker" in pairs else "article")
            need(source in SOURCES, f"unknown source: {line}")
            self.statements.append((at, bare[0], pairs.get("speaker"), source, cue))

    def actor(self, line):
        bare, pairs = words(line)
        need(len(bare) >= 3 and bare[0].isdigit() and bare[1] in TYPES, f"actor ID TYPE \"NAME\" [source:id ...]: {line}")
        roles = [r for r in pairs.get("roles", "").split(",") if r]
        need(set(roles) <= ROLES, f"unknown role: {line}")
        links = []
        for link in bare[3:]:
            source, _, key = link.partition(":")
            need(source in {"iso3166", "mitre-attack", "misp-galaxy"} and key, f"unknown link: {link}")
            links.append({"source": source, "id": key.replace("_", " ") if source == "misp-galaxy" else key})
        self.actors.append({"id": int(bare[0]), "name": bare[2], "type": bare[1], "links": links, "roles": sorted(roles)})

    def record(self):
        for i, m in enumerate(self.mentions):
            need(all(m["end"] <= n["start"] or m["start"] >= n["end"] for n in self.mentions[:i]), f"nested: {m['text']}")
        self.mentions.sort(key=lambda m: m["start"])
        known = {a["id"] for a in self.actors}
        need(len(known) == len(self.actors), "two actors of one id")
        for i, m in enumerate(self.mentions):
            m["id"] = i
        for what in (*self.mentions, *self.spans.values()):
            need(what["actor"] is None or what["actor"] in known, f"no actor {what['actor']} ({what['text']})")
        actors = []
        for a in self.actors:
            ids = [m["id"] for m in self.mentions if m["actor"] == a["id"]]
            need(ids, f"actor {a['id']} has no mention")
            actors.append({"id": a["id"], "name": a["name"], "type": a["type"], "mentions": ids,
                           "links": a["links"], "roles": a["roles"]})
        amounts = {name: i for i, (name, _) in enumerate(sorted(self.amounts, key=lambda a: a[1]["start"]))}
        dates = {name: i for i, (name, _) in enumerate(sorted(self.dates, key=lambda d: d[1]["start"]))}
        need(len(amounts) == len(self.amounts) and len(dates) == len(self.dates), "an id used twice")

        def ids(given, table):
            need(all(g in table for g in given.split(",")), f"unknown id in {given}")
            return [table[g] for g in given.split(",")]

        def places(given, sentence):
            found = {self.place(g, sentence)["id"] for g in given.split(";")}
            need(len(found) == given.count(";") + 1, f"a place named twice: {given}")
            return sorted(found)

        statements = [{"sentence": at, "kind": kind, "speaker": self.party(s, self.sentences[at]) if s else None,
                       "source": source, "cue": cue} for at, kind, s, source, cue in self.statements]
        # Who speaks in a marked statement is a speaker, whatever else he is: an accuser speaks, too.
        speakers = {s["speaker"].get("actor") for s in statements if s["speaker"]}
        for a in actors:
            a["roles"] = sorted({*a["roles"], *(["speaker"] if a["id"] in speakers else [])})
        events = []
        for line, at, kind, pairs in self.events:
            sentence = self.sentences[at]
            events.append({"type": kind, "perpetrators": self.parties(pairs.get("perp", ""), sentence),
                           "targets": self.parties(pairs.get("target", ""), sentence),
                           "amounts": ids(pairs["amounts"], amounts) if "amounts" in pairs else [],
                           "when": ids(pairs["when"], dates) if "when" in pairs else [],
                           "where": places(pairs["where"], sentence) if "where" in pairs else [],
                           "sentences": [at]})
        for m in self.mentions:
            del m["actor"]
        # A page that does not print its date dates nothing: what is relative to it cannot be asked for. The date above
        # the headline is the site's own, of the day on which the page was fetched.
        if self.published and not prints(self.text[self.title["start"] if self.title else 0:], self.published):
            self.published = None
            for _, date in self.dates:
                if not re.search(r"\d{4}", date["text"]):
                    del date["value"]
        return {
            "id": self.name, "source": self.source, "title": self.title, "byline": self.byline, "published": self.published,
            "text": self.text + "\n", "article": self.blocks, "sentences": self.sentences, "mentions": self.mentions,
            "actors": actors,
            "amounts": [{"id": amounts[n], **a} for n, a in sorted(self.amounts, key=lambda a: a[1]["start"])],
            "dates": [{"id": dates[n], **d} for n, d in sorted(self.dates, key=lambda d: d[1]["start"])],
            "statements": statements, "events": events}


def passage(article, span):
    return {"start": span[0], "end": span[1], "text": article.text[span[0]:span[1]]}


def read(path):
    """The articles of a file, and its faults as text."""
    article, records, faults, paragraph = None, [], [], False

    def end():
        if article:
            try:
                records.append(article.record())
            except Fault as fault:
                faults.append(f"{path.name}: {article.name}: {fault}")

    for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            if line.startswith("# ARTICLE "):
                end()
                bare, pairs = words(line.removeprefix("# ARTICLE "))
                article = Article(bare[0])
                article.published = pairs.get("published")
                article.source = pairs.get("source", "own writing")
            elif not line.strip():
                continue
            elif line.startswith("- "):
                article.block(False)
                article.piece(line[2:])
                paragraph = False
            elif line == "p":
                article.block(True)
                paragraph = True
            elif line[:2] in ("= ", "b "):
                article.block(True)
                text = line[2:]
                threats = []
                if line[0] == "=" and "\t" in text:
                    given, text = text.split("\t")
                    threats = given.split(",") if given != "none" else []
                span = article.piece(text)
                setattr(article, "title" if line[0] == "=" else "byline", None)
                need(set(threats) <= set(THREATS), f"unknown threat: {threats}")
                article.sentences.append({"start": span[0], "end": span[1], "threats": threats})
                if line[0] == "=":
                    article.title = passage(article, span)
                else:
                    names = [m for m in article.mentions if m["start"] >= span[0] and m["label"] == "PER"]
                    need(names, "a byline without a PER")
                    article.byline = passage(article, (names[0]["start"], names[-1]["end"]))
                paragraph = False
            elif line.startswith("> "):
                article.note(line[2:])
            elif line.startswith("actor "):
                article.actor(line.removeprefix("actor "))
            elif line.count("\t") == 1:
                need(paragraph, "a sentence outside a paragraph: begin one with a line `p`")
                given, text = line.split("\t")
                threats = [] if given == "none" else given.split(",")
                need(set(threats) <= set(THREATS), f"unknown threat: {given}")
                if not article.new_block:
                    article.text += " "
                start, stop = article.piece(text)
                article.sentences.append({"start": start, "end": stop, "threats": [t for t in THREATS if t in threats]})
            else:
                raise Fault(f"what is this line? {line[:60]}")
        except Fault as fault:
            faults.append(f"{path.name}:{at}: {fault}")
        except (AttributeError, IndexError, ValueError) as error:
            faults.append(f"{path.name}:{at}: {error}")
    end()
    return records, faults


def main():
    check = "--check" in sys.argv
    given = [Path(a) for a in sys.argv[1:] if a != "--check"]
    records, faults = [], []
    for path in given or sorted((HERE / "marked").glob("*.txt")):
        found, bad = read(path)
        records += found
        faults += bad
    counts = {k: sum(len(r[k]) for r in records)
              for k in ("sentences", "mentions", "actors", "amounts", "dates", "statements", "events")}
    print(f"{len(records)} articles; " + ", ".join(f"{n} {k}" for k, n in counts.items()))
    print("\n".join(faults) or "no faults")
    if not faults and not check and not given:
        for part, wanted in (("dev", (1, 2)), ("test", (0,))):
            chosen = [r for r in records if int(re.search(r"\d+$", r["id"])[0]) % 3 in wanted]
            lines = (json.dumps(r, ensure_ascii=False) + "\n" for r in chosen)
            (HERE / f"{part}.jsonl").write_text("".join(lines), encoding="utf-8")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
