"""Python against the command line: articles a second on the same texts, in one run.

    python python/tests/speed.py --wiredesk target/release/wiredesk [--copies 20]

Both annotate the same folder, the model's loading included, in turns; the best of each counts. The
first table is the time from nothing to a frame of actors, in a new interpreter.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import wiredesk

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

FIRST = """
import sys, wiredesk
print(len(wiredesk.annotate_paths(sys.argv[1]).table("actors")))
"""


def timed(action):
    """Seconds of the clock, and of the processor for this process and its children."""
    begun, worked = time.perf_counter(), sum(os.times()[:4])
    action()
    return time.perf_counter() - begun, sum(os.times()[:4]) - worked


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--wiredesk", required=True, help="the program")
    parser.add_argument("--copies", type=int, default=20, help="of the project's ten articles")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    o = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        drop = Path(folder, "drop")
        drop.mkdir()
        for at in range(o.copies):
            for path in SEEDS.iterdir():
                (drop / f"{at}-{path.name}").write_bytes(path.read_bytes())
        count = len(list(drop.iterdir()))
        out = Path(folder, "out.jsonl")
        command = [o.wiredesk, "annotate", "-q", "-j", str(o.threads), str(drop)]
        found = []

        def by_python():
            found[:] = [wiredesk.annotate_paths(drop, threads=o.threads).jsonl]

        def by_program():
            with out.open("wb") as written:
                subprocess.run(command, check=True, stdout=written)

        turns = [(timed(by_program), timed(by_python)) for _ in range(o.turns)]
        assert found[0] == out.read_bytes(), "the bytes differ"
        new = [sys.executable, "-c", FIRST, SEEDS]
        first, _ = timed(lambda: subprocess.run(new, check=True, stdout=subprocess.DEVNULL))
    program, python = (
        [min(times) for times in zip(*side, strict=True)] for side in zip(*turns, strict=True)
    )
    print(f"{count} articles, {o.threads} threads, same bytes")
    print(f"command line {count / program[0]:.1f} articles/s, Python {count / python[0]:.1f}")
    print(f"Python / command line {program[0] / python[0]:.3f} by the clock")
    print(f"Python / command line {program[1] / python[1]:.3f} by the processor's time")
    print(f"new interpreter to the first table of {SEEDS.name}/: {first:.1f} s")


if __name__ == "__main__":
    main()
