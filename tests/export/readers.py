"""Holds the exported tables to the records, read by Python's json, and to each other.

The rows that each table must have are made here from the records, without looking at how the
program makes them. Then Parquet and Arrow files are read with pyarrow, CSV with Python's csv, and all
values compared; pandas, Polars and DuckDB read the same files without options, and their types and
sums are compared. At last the queries in docs/queries.md are run over the tables and over the
records, and must give one answer.

    python tests/export/readers.py --wiredesk target/release/wiredesk [RECORDS.jsonl]

Without RECORDS the articles in seeds/ are annotated.
"""

import argparse
import calendar
import csv
import datetime
import json
import os
import re
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.feather
import pyarrow.parquet

ROOT = Path(__file__).resolve().parents[2]
PLACES = Decimal(10) ** -10
MOST = Decimal(10) ** 28

THREATS = """general_cyber_threat cryptocurrency_theft financial_theft ransomware data_breach espionage
    fraud malware disruption critical_infrastructure sanctions_evasion weapons_financing
    money_laundering illicit_it_workers arms_transfer disinformation supply_chain
    vulnerability_exploitation""".split()
WORDS = {
    "articles.format": ["txt", "md", "html", "jsonl", "csv"],
    "articles.not_read": ["language"],
    "articles.duplicate_kind": ["exact", "near"],
    "mentions.label": ["PER", "ORG", "LOC", "MISC", "GROUP", "MALWARE"],
    "threats.type": THREATS,
    "events.type": THREATS,
    "sentence_threats.type": THREATS,
    "amounts.kind": ["money", "percent", "count", "duration"],
    "statements.kind": ["asserted", "alleged", "denied", "hypothetical", "negated"],
}


def fits(number):
    """The number if decimal(38, 10) holds it exactly, else None."""
    if number is None:
        return None
    number = Decimal(number)
    return number if abs(number) < MOST and number == number.quantize(PLACES) else None


def day(text):
    return datetime.date.fromisoformat(text)


def ends(value):
    """First and last day of one part of a date's value."""
    parts = [int(part) for part in value.split("-")]
    year = parts[0]
    month = parts[1:2] or [1, 12]
    last = calendar.monthrange(year, month[-1])[1]
    days = parts[2:3] or [1, last]
    return datetime.date(year, month[0], days[0]), datetime.date(year, month[-1], days[-1])


def passage(name, span):
    span = span or {"text": None, "start": None, "end": None}
    return {name: span["text"], f"{name}_start": span["start"], f"{name}_stop": span["end"]}


def source(record):
    source = {key: record["source"][key] for key in ("path", "item", "format", "encoding", "bytes")}
    source["fields"] = record["source"]["fields"]
    made = record["provenance"]
    model = {"model": made["model"]["name"], "model_digest": made["model"]["digest"]}
    threats_by = made.get("threat_model") or {"name": None, "digest": None}
    model |= {"threat_model": threats_by["name"], "threat_model_digest": threats_by["digest"]}
    return source, {"wiredesk": made["wiredesk"], **model, "engine": made["engine"], "config": made["config"]}


def copied(record):
    """Whether the article is a copy, and of which: nothing where nobody looked."""
    copy = record.get("duplicate_of") or {"id": None, "kind": None, "similarity": None}
    return {"duplicate": copy["id"] is not None if "duplicate_of" in record else None,
            "duplicate_of": copy["id"], "duplicate_kind": copy["kind"],
            "duplicate_similarity": None if copy["similarity"] is None else float(copy["similarity"])}


def numbers(row, names):
    """Numbers that fit their column, and `digits` for those that do not."""
    given = {name: row[name] for name in names}
    fitting = {name: fits(number) for name, number in given.items()}
    unfit = {name for name, number in given.items() if number is not None and fitting[name] is None}
    return fitting, unfit


def expected(records):
    """Rows of each table, as dictionaries."""
    tables = {}

    def add(table, article, **row):
        tables.setdefault(table, []).append({"article": article, **row})

    for article, r in enumerate(records, 1):
        where, made = source(r)
        if "error" in r:
            add("errors", article, **where, kind=r["error"]["kind"], message=r["error"]["message"], **made)
            continue
        sentences = r["sentences"]

        def sentence(span):
            inside = [n for n, s in enumerate(sentences) if s["start"] <= span["start"] < s["end"]]
            return inside[0] if inside else None

        def placed(item):
            span = {"start": item["start"], "stop": item["end"], "text": item["text"]}
            return {"sentence": sentence(item), **span}

        counts = ["sentences", "mentions", "actors", "amounts", "dates", "threats", "statements", "events"]
        add("articles", article, article_id=r["id"], **where, language=r["language"],
            **passage("title", r["title"]), **passage("byline", r["byline"]),
            published=day(r["published"]) if r["published"] else None,
            length=sum(end - start for start, end in r["article"]),
            **{name: len(r[name]) for name in counts}, **made, not_read=r.get("not_read"), **copied(r))
        for start, end in r["article"]:
            add("ranges", article, start=start, stop=end)
        reached = {t["type"]: t["sentences"] for t in r["threats"]}
        for n, s in enumerate(sentences):
            text = s.get("text", r["text"][s["start"]:s["end"]] if "text" in r else None)
            add("sentences", article, sentence=n, start=s["start"], stop=s["end"], text=text)
            for kind, score in s["threats"].items():
                add("sentence_threats", article, sentence=n, type=kind, score=float(score),
                    reached=n in reached.get(kind, []))
        for m in r["mentions"]:
            score = None if m["score"] is None else float(m["score"])
            add("mentions", article, mention=m["id"], **placed(m), label=m["label"], score=score,
                actor=m["actor"], refers=m["refers"])
        for a in r["actors"]:
            roles = ["perpetrator", "target", "accuser", "speaker", "beneficiary"]
            add("actors", article, actor=a["id"], name=a["name"], type=a["type"], mentions=len(a["mentions"]),
                **{role: role in a["roles"] for role in roles})
            for rank, link in enumerate(a["links"]):
                add("links", article, actor=a["id"], rank=rank, source=link["source"], link_id=link["id"],
                    name=link["name"], matched=link["matched"], country=link["country"])
        counted = {id for money in r["summary"]["money"] for id in money["amounts"]}
        for a in r["amounts"]:
            values, unfit = numbers(a, ["value", "min", "max"])
            same = ["kind", "currency", "unit", "modifier", "per", "about", "equivalent"]
            add("amounts", article, amount=a["id"], **placed(a), **{name: a[name] for name in same}, **values,
                digits=unfit, **{f"about_{k}": v for k, v in zip(
                    ["text", "start", "stop"], passage("x", a["about_evidence"]).values())},
                **passage("verb", a["verb"]), **passage("object", a["object"]), counted=a["id"] in counted)
        for d in r["dates"]:
            value = d["value"]
            full = value and re.fullmatch(r"\d{4}-\d\d-\d\d", value)
            parts = [ends(part) for part in value.split("/")] if value else [(None, None)]
            add("dates", article, date=d["id"], **placed(d), value=value, day=day(value) if full else None,
                first_day=parts[0][0], last_day=parts[-1][1])
        for t in r["threats"]:
            add("threats", article, type=t["type"], score=float(t["score"]), sentences=len(t["sentences"]))
        for s in r["statements"]:
            speaker = s["speaker"] or {"text": None, "start": None, "end": None, "actor": None}
            add("statements", article, statement=s["id"], **{**placed(s), "sentence": s["sentence"]},
                kind=s["kind"], **passage("speaker", speaker), speaker_actor=speaker["actor"],
                source=s["source"], **passage("cue", s["cue"]))
        for e in r["events"]:
            said = e["statement"]
            add("events", article, event=e["id"], type=e["type"], statement=said,
                statement_kind=None if said is None else r["statements"][said]["kind"], rule=e["rule"],
                score=None if e["score"] is None else float(e["score"]))
            for side in ["perpetrator", "target"]:
                for rank, party in enumerate(e[side + "s"]):
                    add("event_parties", article, event=e["id"], side=side, rank=rank, start=party["start"],
                        stop=party["end"], text=party["text"], actor=party["actor"])
            for table, key, name in [("amounts", "amounts", "amount"), ("dates", "when", "date"),
                                     ("places", "where", "mention"), ("sentences", "sentences", "sentence")]:
                for id in e[key]:
                    add(f"event_{table}", article, event=e["id"], **{name: id})
        for m in r["summary"]["money"]:
            values, unfit = numbers(m, ["total"])
            add("money", article, about=m["about"], currency=m["currency"], **values, digits=unfit,
                amounts=len(m["amounts"]))
    return tables


def same(table, column, found, wanted):
    """Whether a cell holds what it must."""
    if column == "fields":
        return json.loads(found, parse_float=Decimal) == wanted
    if column == "digits":
        return set(json.loads(found)) == wanted if found else not wanted
    return found == wanted


def compare(what, table, found, wanted):
    if len(found) != len(wanted):
        sys.exit(f"{what}: {len(found)} rows of {table}, {len(wanted)} expected")
    for at, (row, expected) in enumerate(zip(found, wanted)):
        if row.keys() != expected.keys():
            sys.exit(f"{what}: columns {row.keys() ^ expected.keys()} of {table}")
        for column, value in expected.items():
            if not same(table, column, row[column], value):
                sys.exit(f"{what}: {table}[{at}].{column} is {row[column]!r}, not {value!r}")


def plain(value):
    """A value as CSV has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return value if isinstance(value, str) else str(value)


def check_csv(folder, wanted):
    for file in sorted(folder.iterdir()):
        with open(file, newline="", encoding="utf-8") as rows:
            found = list(csv.DictReader(rows))
        rows = wanted.get(file.stem, [])
        if len(found) != len(rows):
            sys.exit(f"csv: {len(found)} rows of {file.stem}, {len(rows)} expected")
        for row, expected in zip(found, rows):
            for column, value in expected.items():
                if column in ("fields", "digits"):
                    right = same(file.stem, column, row[column] or None, value)
                elif isinstance(value, float):
                    right = float(row[column]) == value
                else:
                    right = row[column] == plain(value)
                if not right:
                    sys.exit(f"csv: {file.stem}.{column} is {row[column]!r}, not {value!r}")


def check_types(folder, arrow):
    """What each library makes of the columns, without options."""
    def read(table):
        return str(folder / f"{table}.parquet")

    for name, words in WORDS.items():
        table, column = name.split(".")
        # Parquet keeps of a dictionary only the words that occur; Arrow keeps all.
        found = pandas.read_parquet(read(table))[column].cat.categories
        if not set(found) <= set(words):
            sys.exit(f"pandas: {name} has the words {list(found)}")
        found = pandas.read_feather(arrow / f"{table}.arrow")[column].cat.categories
        if list(found) != words:
            sys.exit(f"pandas: {name} of Arrow has the words {list(found)}")
        kind = polars.read_parquet(read(table)).schema[column]
        if not isinstance(kind, (polars.Categorical, polars.Enum)):
            sys.exit(f"polars: {name} is {kind}")
    wants = {
        ("amounts", "value"): ("DECIMAL(38,10)", polars.Decimal(38, 10)),
        ("dates", "first_day"): ("DATE", polars.Date),
        ("articles", "published"): ("DATE", polars.Date),
        ("mentions", "start"): ("BIGINT", polars.Int64),
        ("mentions", "score"): ("DOUBLE", polars.Float64),
        ("actors", "perpetrator"): ("BOOLEAN", polars.Boolean),
        ("actors", "name"): ("VARCHAR", polars.String),
    }
    for (table, column), (duck, polar) in wants.items():
        rows = duckdb.sql(f"DESCRIBE SELECT {column} FROM '{read(table)}'").fetchall()
        if rows[0][1] != duck:
            sys.exit(f"duckdb: {table}.{column} is {rows[0][1]}, not {duck}")
        kind = polars.read_parquet(read(table)).schema[column]
        if kind != polar:
            sys.exit(f"polars: {table}.{column} is {kind}, not {polar}")


def check_sums(folder, wanted):
    """One sum in every library."""
    amounts = wanted.get("amounts", [])
    right = {}
    for row in amounts:
        if row["counted"] and row["value"] is not None:
            right[row["currency"]] = right.get(row["currency"], 0) + row["value"]
    file = str(folder / "amounts.parquet")
    query = f"SELECT currency, sum(value) FROM '{file}' WHERE counted AND value IS NOT NULL GROUP BY 1"
    found = {"duckdb": dict(duckdb.sql(query).fetchall())}
    frame = pandas.read_parquet(file)
    frame = frame[frame.counted & frame["value"].notna()]
    groups = frame.groupby("currency", dropna=False)["value"].sum()
    found["pandas"] = {None if pandas.isna(k) else k: v for k, v in groups.items()}
    frame = polars.read_parquet(file).filter(polars.col("counted") & polars.col("value").is_not_null())
    rows = frame.group_by("currency").agg(polars.col("value").sum()).rows()
    found["polars"] = dict(rows)
    for library, sums in found.items():
        if sums != right:
            sys.exit(f"{library}: sums are {sums}, not {right}")


def check_queries(folder, name):
    text = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
    found = re.findall(r"```sql\n-- (\w+), (tables|records)\n(.*?)```", text, re.DOTALL)
    queries = {}
    for question, way, sql in found:
        queries.setdefault(question, {})[way] = sql
    if len(queries) != 5 or any(len(ways) != 2 for ways in queries.values()):
        sys.exit("docs/queries.md must have five questions, each in two ways")
    os.chdir(folder)

    def plain(value):
        if isinstance(value, (Decimal, float)):
            return float(value)
        return tuple(value) if isinstance(value, list) else value

    for question, ways in queries.items():
        answers = {}
        for way, sql in ways.items():
            answers[way] = [tuple(map(plain, row)) for row in duckdb.sql(sql).fetchall()]
        if answers["tables"] != answers["records"]:
            sys.exit(f"{question}: tables give {answers['tables']}\nrecords give {answers['records']}")
        if not answers["tables"]:
            sys.exit(f"{question}: no rows in {name}")
        print(f"  {question}: {len(answers['tables'])} rows, the same both ways")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--wiredesk", default="target/release/wiredesk", help="the program")
    parser.add_argument("records", nargs="?", help="JSONL [default: annotate seeds/]")
    args = parser.parse_args()
    program = str(Path(args.wiredesk).resolve())

    def run(*command):
        subprocess.run([program, *map(str, command)], check=True, cwd=ROOT)

    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        annotations = work / "annotations.jsonl"
        if args.records:
            annotations.write_bytes(Path(args.records).read_bytes())
        else:
            run("annotate", "seeds/", "-q", "-o", annotations)
        lines = annotations.read_text(encoding="utf-8").splitlines()
        records = [json.loads(line, parse_float=Decimal) for line in lines]
        wanted = expected(records)
        for name, form in [("tables", "parquet"), ("again", "parquet"), ("arrow", "arrow"), ("csv", "csv")]:
            run("export", "--to", form, annotations, "-q", "-o", work / name)
        for file in sorted((work / "tables").iterdir()):
            if file.read_bytes() != (work / "again" / file.name).read_bytes():
                sys.exit(f"{file.name}: a second export has other bytes")
            rows = wanted.get(file.stem, [])
            compare("parquet", file.stem, pyarrow.parquet.read_table(file).to_pylist(), rows)
            arrow = pyarrow.feather.read_table(work / "arrow" / f"{file.stem}.arrow")
            compare("arrow", file.stem, arrow.to_pylist(), rows)
        if missing := set(wanted) - {file.stem for file in (work / "tables").iterdir()}:
            sys.exit(f"no tables {missing}")
        check_csv(work / "csv", wanted)
        check_types(work / "tables", work / "arrow")
        check_sums(work / "tables", wanted)
        print(f"{len(records)} records, {sum(map(len, wanted.values()))} rows in {len(wanted)} tables: "
              "Parquet, Arrow and CSV hold what the records hold; DuckDB, pandas and Polars agree")
        if not args.records:
            before = work / "before.jsonl"
            before.write_text("".join(line + "\n" for line in lines[: len(lines) // 2]), encoding="utf-8")
            run("export", "--to", "parquet", before, "-q", "-o", work / "before")
            check_queries(work, "seeds/")
            os.chdir(ROOT)


if __name__ == "__main__":
    main()
