"""The notebooks run from top to bottom, and what they assert holds. JUSHI_VERSION names the version, made from the founding articles."""

import os
import pathlib

import nbclient
import nbformat
import pytest

HERE = pathlib.Path(__file__).parent
# How many plots each draws.
NOTEBOOKS = {"first_look": 0, "analysis": 2}


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_is_stored_without_outputs(name):
    notebook = nbformat.read(HERE / f"{name}.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert not any(cell.outputs or cell.execution_count for cell in notebook.cells if cell.cell_type == "code")


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_runs(name, monkeypatch):
    # Draws with Agg, without a screen, and puts the picture into the notebook.
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    # The first, where several are named for the tests of readers.
    monkeypatch.setenv("JUSHI_VERSION", str(pathlib.Path(os.environ["JUSHI_VERSION"].split(os.pathsep)[0]).resolve()))
    notebook = nbformat.read(HERE / f"{name}.ipynb", as_version=4)
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(HERE)}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    warned = [output.text for output in outputs if output.get("name") == "stderr"]
    assert not warned, "".join(warned)
    assert sum("image/png" in output.get("data", {}) for output in outputs) == NOTEBOOKS[name]
