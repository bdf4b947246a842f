"""What benches/scale.py wants to know of this machine.

    python benches/scale_measure.py --wiredesk target/release/wiredesk tests/gold/*.jsonl

Times are of the processor, not of the clock, on one thread, so that a neighbour on the machine
counts for less; whoever shares a core with another still works slower. The articles are those of
JSONL files with a field `text`.
"""

import argparse
import gzip
import json
import os
import statistics
import subprocess
import tempfile
from pathlib import Path


def worked(program, path, out):
    """Seconds of the processor that one run takes."""
    before = sum(os.times()[2:4])
    with out.open("wb") as written:
        subprocess.run([program, "annotate", "-q", "-j", "1", path], check=True, stdout=written)
    return sum(os.times()[2:4]) - before


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--wiredesk", required=True, help="the program")
    parser.add_argument("files", nargs="+", help="JSONL with a field text")
    o = parser.parse_args()
    lines = [line for name in o.files for line in Path(name).read_text("utf-8").splitlines()]
    texts = [json.loads(line)["text"] for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        out, short = Path(folder, "out.jsonl"), Path(folder, "short.txt")
        short.write_text("Seoul said so.", "utf-8")
        drop = Path(folder, "drop")
        drop.mkdir()
        for at, text in enumerate(texts):
            (drop / f"{at}.txt").write_text(text, "utf-8")
        load = min(worked(o.wiredesk, short, out) for _ in range(5))
        times = [worked(o.wiredesk, path, out) - load for path in sorted(drop.iterdir())]
        took = min(worked(o.wiredesk, drop, out) - load for _ in range(2))
        written = out.read_bytes()
    packed = len(gzip.compress(written, 6)) / len(written)
    spread = statistics.pstdev(times) / statistics.mean(times)
    print(f"{len(texts)} articles of {statistics.mean(map(len, texts)):.0f} code points")
    print(f"--rate {len(texts) / took:.1f}", "articles a second of one core", sep="\t")
    print(f"--load {load:.2f}", "seconds of a core until a process has its model", sep="\t")
    print(f"--record-bytes {len(written) / len(texts):.0f}", "bytes of a record", sep="\t")
    print(f"--spread {spread:.2f}", "of an article's time", sep="\t")
    print(f"--packed {packed:.2f}", "gzip / plain", sep="\t")


if __name__ == "__main__":
    main()
