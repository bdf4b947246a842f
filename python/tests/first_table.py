"""From `pip install ./python` to the first table: seconds of the build, and seconds without it.

    python python/tests/first_table.py [--wheel FILE] [--target DIR]

Needs, for the build, a Rust toolchain. Everything is done in a new virtual environment. The build
is what `pip install ./python` does first: the crates and the wheel from nothing, in a target folder
of its own. Then the finished wheel is installed, and a new interpreter makes the first table, a
frame of pandas. pandas and pyarrow are installed before that, and not counted.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
LIBRARIES = ["pandas>=2.1", "pyarrow>=14"]

FIRST = """
import wiredesk
records = wiredesk.annotate(["Lazarus Group stole about $600 million, Seoul said."])
print(records.to_pandas("actors")[["name", "type"]])
"""


def timed(*command, **given):
    """Runs the command: its seconds, and what it printed. What it complains of is shown."""
    begun = time.perf_counter()
    done = subprocess.run(
        [str(word) for word in command], check=True, stdout=subprocess.PIPE, text=True, **given
    )
    return time.perf_counter() - begun, done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--wheel", type=Path, help="a finished wheel: nothing is built")
    parser.add_argument("--target", type=Path, help="cargo's target folder [default: a new one]")
    o = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        venv.create(work / "env", with_pip=True)
        python = work / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        pip = [python, "-m", "pip", "--disable-pip-version-check", "--quiet"]
        wheel = o.wheel and o.wheel.resolve()
        if wheel is None:
            target = (o.target or work / "target").resolve()
            build, _ = timed(
                *[*pip, "wheel", "--no-deps", "--no-cache-dir", "--wheel-dir", work, PACKAGE],
                env=os.environ | {"CARGO_TARGET_DIR": str(target)},
            )
            (wheel,) = work.glob("*.whl")
            again = "" if o.target is None else f", on what {o.target} held"
            print(f"build: {build:.1f} s{again}")
        timed(*pip, "install", *LIBRARIES)
        install, _ = timed(*pip, "install", "--no-deps", wheel)
        # Away from the checkout, so that it is the installed package that is found.
        table, shown = timed(python, "-c", FIRST, cwd=work)
    if "Lazarus Group" not in shown:
        sys.exit(f"no first table:\n{shown}")
    print(
        f"finished wheel to the first table: {install + table:.1f} s, "
        f"{install:.1f} of them pip, {table:.1f} a new interpreter with the table"
    )


if __name__ == "__main__":
    main()
