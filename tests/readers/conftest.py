"""Where the published versions are that the tests read.

JUSHI_VERSION names the folder of a version with Parquet and JSON Lines; several are separated as in PATH.
"""

import json
import os
import pathlib
import re

import pyarrow.parquet as pq
import pytest

from contract import COLUMNS


class Version:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder).resolve()
        self.manifest = self.json("manifest.json")
        self._read = {}

    def json(self, name):
        return json.loads((self.folder / name).read_text(encoding="utf-8"))

    def schema(self, table):
        """The JSON Schema of a table's rows."""
        return self.json(f"schemas/{table}.schema.json")

    def files(self, table, *extensions):
        """A table's files: one, or shards in order. Not a plain glob: `facts*` would also find a table that is called facts_more."""
        name = re.compile(rf"{table}(-\d{{5}}-of-\d{{5}})?\.({'|'.join(re.escape(e) for e in extensions)})")
        return sorted(f for f in self.folder.iterdir() if name.fullmatch(f.name))

    def parquet(self, table):
        found = self.files(table, "parquet")
        assert found, f"no Parquet file of {table} in {self.folder}"
        return found

    def read(self, table):
        """A table as pyarrow reads it: what the other readers are compared with."""
        if table not in self._read:
            self._read[table] = pq.read_table(self.parquet(table))
        return self._read[table]


def pytest_generate_tests(metafunc):
    if "version" in metafunc.fixturenames:
        folders = os.environ.get("JUSHI_VERSION")
        if not folders:
            raise pytest.UsageError("JUSHI_VERSION must name the folder of a published version, such as output/jushi/1.0.0")
        metafunc.parametrize("version", folders.split(os.pathsep), indirect=True, ids=lambda p: "/".join(pathlib.Path(p).resolve().parts[-2:]), scope="session")
    given = [mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")]
    if "table" in metafunc.fixturenames and not any("table" in names for names in given):
        metafunc.parametrize("table", COLUMNS)


@pytest.fixture(scope="session")
def version(request):
    return Version(request.param)
