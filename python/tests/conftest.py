"""What the tests share: the project's own articles, the command line, one desk."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import wiredesk

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def seeds() -> Path:
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def program() -> str:
    """The command line: `WIREDESK`, the one on the path, or the release build of this checkout."""
    places = [
        os.environ.get("WIREDESK"),
        shutil.which("wiredesk"),
        ROOT / "target/release/wiredesk",
    ]
    for place in filter(None, places):
        if Path(place).is_file():
            return str(Path(place).resolve())
    pytest.skip("no program wiredesk: build it, or say where it is with WIREDESK=...")


@pytest.fixture(scope="session")
def cli(program: str):
    """Runs the command line in the checkout: its standard output, whatever its exit status."""

    def run(*args: object, given: bytes | None = None) -> bytes:
        command = [program, *map(str, args)]
        done = subprocess.run(command, input=given, capture_output=True, cwd=ROOT)
        assert done.returncode in (0, 1), done.stderr.decode()
        return done.stdout

    return run


@pytest.fixture(scope="session")
def desk() -> wiredesk.Desk:
    return wiredesk.Desk()


@pytest.fixture(scope="session")
def records(desk: wiredesk.Desk, seeds: Path) -> wiredesk.Records:
    """The records of the project's own articles."""
    return desk.annotate_paths(seeds)
