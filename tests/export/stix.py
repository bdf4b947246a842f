"""Validates an exported STIX bundle with OASIS's validator, and what no schema can say.

    python tests/export/stix.py --wiredesk target/release/wiredesk [RECORDS.jsonl]

Without RECORDS the articles in seeds/ are annotated.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import stix2validator

ROOT = Path(__file__).resolve().parents[2]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--wiredesk", default="target/release/wiredesk", help="the program")
    parser.add_argument("records", nargs="?", help="JSONL [default: annotate seeds/]")
    args = parser.parse_args()
    program = str(Path(args.wiredesk).resolve())
    with tempfile.TemporaryDirectory() as temporary:
        records, file = args.records, Path(temporary) / "bundle.json"
        if not records:
            records = Path(temporary) / "annotations.jsonl"
            subprocess.run([program, "annotate", "seeds/", "-q", "-o", records], check=True, cwd=ROOT)
        export = [program, "export", "--to", "stix", str(records), "-q"]
        subprocess.run([*export, "-o", str(file)], check=True, cwd=ROOT)
        # Recommendations count like rules, but for two: random ids (103), which would not be the same
        # next time, and a hash of the page behind each link (302), which needs the network.
        options = stix2validator.ValidationOptions(version="2.1", strict=True, disabled="103,302")
        results = stix2validator.validate_file(str(file), options)
        if not results.is_valid:
            stix2validator.print_results([results])
            sys.exit("the bundle is not valid")
        bundle = json.loads(file.read_text(encoding="utf-8"))
        articles = [r for r in map(json.loads, open(records, encoding="utf-8")) if "error" not in r]
    check(bundle, articles)


def check(bundle, articles):
    objects = {thing["id"]: thing for thing in bundle["objects"]}
    if len(objects) != len(bundle["objects"]):
        sys.exit("an id stands in the bundle twice")
    for thing in objects.values():
        ends = [thing[key] for key in ("created_by_ref", "source_ref", "target_ref") if key in thing]
        for ref in ends + thing.get("object_refs", []):
            if ref not in objects:
                sys.exit(f"{thing['id']} refers to {ref}, which is not in the bundle")
    reports = {t["external_references"][0]["external_id"]: t for t in objects.values() if t["type"] == "report"}
    if set(reports) != {article["id"] for article in articles}:
        sys.exit("the reports are not those of the articles")
    for article in articles:
        report = reports[article["id"]]
        names = {objects[ref].get("name") for ref in report["object_refs"]}
        for actor in article["actors"]:
            if actor["type"] in ("person", "organization", "group") and actor["name"] not in names:
                sys.exit(f"{article['source']['path']}: no object for {actor['name']}")
        attack = {link["id"] for a in article["actors"] for link in a["links"][:1] if link["source"] == "mitre-attack"}
        linked = {reference.get("external_id") for ref in report["object_refs"]
                  for reference in objects[ref].get("external_references", [])}
        if attack - linked:
            sys.exit(f"{article['source']['path']}: no external reference to {attack - linked}")
        scores = {None if event["score"] is None else int(event["score"] * 100 + 0.5) for event in article["events"]}
        targeted = (objects[ref] for ref in report["object_refs"] if objects[ref].get("relationship_type") == "targets")
        sure = {thing.get("confidence") for thing in targeted}
        if not sure <= scores:
            sys.exit(f"{article['source']['path']}: confidence {sure - scores} is no event's score")
        if article["published"] and report["published"] != article["published"] + "T00:00:00.000Z":
            sys.exit(f"{article['source']['path']}: published {report['published']}")
    kinds = {}
    for thing in objects.values():
        kinds[thing["type"]] = kinds.get(thing["type"], 0) + 1
    print(f"{len(articles)} reports, all references lead somewhere: {kinds}")


if __name__ == "__main__":
    main()
