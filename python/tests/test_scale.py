"""The lines of docs/scale.md, run as they stand there."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOC = (ROOT / "docs/scale.md").read_text(encoding="utf-8")
LINES = re.findall(r"<!-- tested -->\n```sh\n(.*?)```", DOC, re.DOTALL)


def without_source(lines):
    records = [json.loads(line) for line in lines.decode().splitlines()]
    for record in records:
        del record["source"]
    return records


@pytest.mark.parametrize("lines", LINES, ids=["files", "files, xargs", "parts", "pipes"])
def test_the_lines_give_what_one_run_gives(lines, program, tmp_path, seeds):
    for needed in ("parallel", "xargs", "split"):
        if needed in lines and not shutil.which(needed):
            pytest.skip(f"no {needed} here")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/wiredesk").symlink_to(program)
    shutil.copytree(seeds, tmp_path / "drop")
    (tmp_path / "drop/later").mkdir()
    shutil.copy(seeds / "softphone-supply-chain.txt", tmp_path / "drop/later/again.txt")
    # One run passes over the first and follows the second.
    shutil.copy(seeds / "softphone-supply-chain.txt", tmp_path / "drop/.hidden.txt")
    (tmp_path / "drop/link.txt").symlink_to(tmp_path / "drop/later/again.txt")
    texts = [path.read_text(encoding="utf-8") for path in sorted(seeds.glob("*.txt"))]
    feed = "".join(json.dumps({"text": text, "key": at}) + "\n" for at, text in enumerate(texts))
    (tmp_path / "feed.jsonl").write_text(feed, encoding="utf-8")
    environment = {
        **os.environ,
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "WIREDESK_MODELS": str(ROOT / "models"),
        "HOME": str(tmp_path),
    }

    def run(script):
        command = ["bash", "-euo", "pipefail", "-c", script]
        subprocess.run(command, check=True, cwd=tmp_path, env=environment, timeout=300)

    run(lines)
    whole = "feed.jsonl" if "feed.jsonl" in lines else "drop/"
    run(f"wiredesk annotate -q {whole} > whole.jsonl")
    found = (tmp_path / "annotations.jsonl").read_bytes()
    expected = (tmp_path / "whole.jsonl").read_bytes()
    if whole == "feed.jsonl":
        assert without_source(found) == without_source(expected)
        assert len(without_source(found)) == len(texts)
    elif "parallel" in lines:
        assert found == expected
    else:
        assert sorted(found.splitlines()) == sorted(expected.splitlines())


def test_there_are_lines():
    assert len(LINES) == 4
