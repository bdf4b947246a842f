"""Times `wiredesk export` over many records: seconds, MB of records a second, peak memory.

The records are those of seeds/, repeated with ids and paths of their own.

    python benches/export.py --wiredesk target/release/wiredesk --records 100000
"""

import argparse
import hashlib
import json
import os
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--wiredesk", default="target/release/wiredesk", help="the program")
    parser.add_argument("--records", type=int, default=100_000, help="how many")
    parser.add_argument("--to", default="parquet,arrow,csv,stix", help="formats")
    args = parser.parse_args()
    program = str(Path(args.wiredesk).resolve())
    with tempfile.TemporaryDirectory() as temporary:
        file = Path(temporary) / "annotations.jsonl"
        made = subprocess.run([program, "annotate", "seeds/", "-q"], check=True, cwd=ROOT, capture_output=True)
        seeds = [json.loads(line) for line in made.stdout.splitlines()]
        with open(file, "w", encoding="utf-8") as out:
            for number in range(args.records):
                record = seeds[number % len(seeds)]
                record["id"] = hashlib.sha256(str(number).encode()).hexdigest()
                record["source"]["path"] = f"drop/{number:06}.txt"
                out.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
        size = file.stat().st_size / 1e6
        print(f"{args.records} records, {size:.0f} MB, {os.cpu_count()} cores")
        for form in args.to.split(","):
            place = Path(temporary) / form
            begin = time.monotonic()
            child = subprocess.Popen([program, "export", "--to", form, str(file), "-q", "-o", str(place)])
            _, status, usage = os.wait4(child.pid, 0)
            seconds = time.monotonic() - begin
            files = list(place.iterdir()) if place.is_dir() else [place]
            written = sum(path.stat().st_size for path in files) / 1e6
            print(f"{form}: {seconds:.1f} s, {size / seconds:.0f} MB/s of records, {written:.0f} MB written, "
                  f"peak {usage.ru_maxrss / 1024:.0f} MB, status {os.waitstatus_to_exitcode(status)}", flush=True)


if __name__ == "__main__":
    main()
