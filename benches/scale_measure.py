"""What benches/scale.py wants to know of this machine, measured with the Python package.

    python benches/scale_measure.py tests/gold/dev.jsonl tests/gold/test.jsonl

Times are of the processor, not of the clock, on one thread, so that a neighbour on the machine
counts for little; whoever shares a core with another still works slower. The articles are those of
JSONL files with a field `text`.
"""

import gzip
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import wiredesk

LOAD = "import time, wiredesk; wiredesk.Desk(); print(time.process_time())"


def main():
    files = sys.argv[1:]
    lines = [line for name in files for line in Path(name).read_text(encoding="utf-8").splitlines()]
    texts = [json.loads(line)["text"] for line in lines]
    load = min(
        float(subprocess.run([sys.executable, "-c", LOAD], check=True, capture_output=True).stdout)
        for _ in range(3)
    )
    desk = wiredesk.Desk()
    desk.annotate(texts[:10], threads=1)
    times, written = [], 0
    for text in texts:
        begun = time.process_time()
        records = desk.annotate(text, threads=1)
        times.append(time.process_time() - begun)
        written += len(records.jsonl)
    begun = time.process_time()
    together = desk.annotate(texts, threads=1)
    took = time.process_time() - begun
    packed = len(gzip.compress(together.jsonl, 6)) / len(together.jsonl)
    print(f"{len(texts)} articles of {statistics.mean(map(len, texts)):.0f} code points")
    print(f"--rate {len(texts) / took:.1f}            articles a second of one core")
    print(f"--load {load:.2f}            seconds of a core until a process has its model")
    print(f"--record-bytes {written / len(texts):.0f}   bytes of a record")
    print(
        f"--spread {statistics.pstdev(times) / statistics.mean(times):.2f}          of an article's time"
    )
    print(f"--packed {packed:.2f}          gzip / plain")


if __name__ == "__main__":
    main()
