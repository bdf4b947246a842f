"""The notebooks run from beginning to end, and are in git without what they print."""

import json
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))


def test_there_are_notebooks():
    assert [path.stem for path in NOTEBOOKS] == ["accuracy", "first-look", "over-time"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_outputs_are_stripped(path):
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == [] and cell["execution_count"] is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs(path, request, monkeypatch):
    nbclient = pytest.importorskip("nbclient")
    nbformat = pytest.importorskip("nbformat")
    for needed in ("duckdb", "ipykernel", "matplotlib", "pandas", "pyarrow"):
        pytest.importorskip(needed)
    if path.stem == "accuracy":
        monkeypatch.setenv("WIREDESK", request.getfixturevalue("program"))
    notebook = nbformat.read(path, as_version=4)
    client = nbclient.NotebookClient(
        notebook,
        timeout=600,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    kinds = {kind for cell in cells for out in cell.outputs for kind in out.get("data", {})}
    assert "image/png" in kinds, "a plot"
    assert any(
        "<table" in out["data"].get("text/html", "")
        for cell in cells
        for out in cell.outputs
        if "data" in out
    ), "a table"
    if path.stem == "first-look":
        shown = [
            out["data"].get("text/html", "")
            for cell in cells
            for out in cell.outputs
            if "data" in out
        ]
        assert any('<article class="wiredesk">' in html for html in shown), "an article"
