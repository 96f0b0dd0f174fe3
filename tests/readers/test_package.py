"""What a version says of itself holds for the tools that read it: Data Package, Croissant, the card's front matter, the citation."""

import datetime
import fnmatch
import hashlib
import json
import pathlib
import re
import warnings

import frictionless
import mlcroissant
import pyarrow.parquet as pq
import pytest
import yaml

from contract import COLUMNS, columns


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


# Data Package ---------------------------------------------------------------------------------------------------------------------


def test_data_package_is_valid(version, monkeypatch):
    monkeypatch.chdir(version.folder)
    report = frictionless.validate("datapackage.json")
    errors = [error.message for error in report.errors] + [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors]
    assert not errors, "\n".join(errors[:20])
    assert report.valid
    assert not [f"{task.name}: {task.warnings}" for task in report.tasks if task.warnings]


def test_data_package_describes_every_table(version):
    package = version.json("datapackage.json")
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package["version"] == version.manifest["version"]
    assert list(dict.fromkeys(r["title"] for r in package["resources"])) == list(COLUMNS), "in the order of the contract"
    types = {"int32": "integer", "int64": "integer", "double": "number", "exact": "number", "bool": "boolean", "day": "date", "instant": "datetime", "text": "string"}
    for table in COLUMNS:
        resources = [r for r in package["resources"] if r["title"] == table]
        paths = [path for r in resources for path in ([r["path"]] if isinstance(r["path"], str) else r["path"])]
        extension = pathlib.Path(paths[0]).suffix[1:]
        assert paths == [f.name for f in version.files(table, extension)]
        for resource in resources:
            if isinstance(resource["path"], str):
                # frictionless computes no digest of Parquet, so a wrong one would pass there.
                assert resource["hash"] == f"sha256:{sha256(version.folder / resource['path'])}"
            fields = {f["name"]: f for f in resource["schema"]["fields"]}
            assert list(fields) == version.manifest["tables"][table]["columns"]
            assert all(f["description"] for f in fields.values())
            for name, kind in columns(table).items():
                assert fields[name]["type"] in (("array", "any") if kind == "texts" else (types[kind],)), (table, name)


def test_data_package_finds_faults(version, tmp_path, monkeypatch):
    """The validation above is worth something: a missing row, a key that refers to nothing and a wrong word are found."""
    package = version.json("datapackage.json")
    resources = {r["title"]: r for r in package["resources"] if r["title"] in ("facts", "quantities")}
    if any(r["format"] != "jsonl" or not isinstance(r["path"], str) for r in resources.values()):
        pytest.skip("needs facts and quantities in one file of JSON Lines each")
    for resource in resources.values():
        resource["schema"]["foreignKeys"] = [k for k in resource["schema"].get("foreignKeys", []) if k["reference"]["resource"] == "quantities"]
        del resource["bytes"], resource["hash"]
    package["resources"] = list(resources.values())
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    facts, quantities = ((version.folder / resources[name]["path"]).read_text(encoding="utf-8") for name in ("facts", "quantities"))

    def errors(facts, quantities):
        (tmp_path / resources["facts"]["path"]).write_text(facts, encoding="utf-8")
        (tmp_path / resources["quantities"]["path"]).write_text(quantities, encoding="utf-8")
        report = frictionless.validate("datapackage.json")
        return {error.type for task in report.tasks for error in task.errors}

    assert errors(facts, quantities) == set()
    assert "row-count" in errors(facts.partition("\n")[2], quantities)
    assert "foreign-key" in errors(facts, quantities.partition("\n")[2])
    assert "constraint-error" in errors(facts.replace('"status":"actual"', '"status":"wished"'), quantities)


# Croissant ------------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def croissant(version):
    # Raises where there are errors.
    dataset = mlcroissant.Dataset(jsonld=str(version.folder / "croissant.json"))
    for warning in dataset.metadata.issues.warnings:
        warnings.warn(f"croissant.json: {warning}", stacklevel=1)
    assert not dataset.metadata.issues.errors
    return dataset


def test_croissant_describes_every_table(version, croissant):
    assert [str(r.uuid) for r in croissant.metadata.record_sets] == list(COLUMNS)
    assert str(croissant.metadata.version) == version.manifest["version"]
    for record_set in croissant.metadata.record_sets:
        assert [f.name for f in record_set.fields] == version.manifest["tables"][record_set.uuid]["columns"]
        assert all(f.description for f in record_set.fields)
    for file in version.json("croissant.json")["distribution"]:
        if file["@type"] == "cr:FileObject":
            path = version.folder / file["contentUrl"]
            assert file["sha256"] == sha256(path) and file["contentSize"] == f"{path.stat().st_size} B"


def test_croissant_records_are_the_rows(version, croissant, table):
    rows = version.read(table)
    if rows.num_rows > 50_000:
        pytest.skip("too long for a library that reads row by row")
    records = list(croissant.records(table))
    assert len(records) == rows.num_rows
    kinds, pairs = columns(table), zip(records, rows.to_pylist())
    for record, row in pairs:
        assert set(record) == {f"{table}/{name}" for name in rows.column_names}
        for name, kind in kinds.items():
            assert plain(record[f"{table}/{name}"]) == spelled(kind, row[name]), name


def plain(value):
    """A value of a record: texts come as bytes, days as instants, and what is missing as NaN, NaT or None."""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, (list, tuple)) or hasattr(value, "tolist") and not isinstance(value, float):
        items = list(value) if hasattr(value, "__len__") else value.item()
        return [plain(item) for item in items] if isinstance(items, list) else items
    if value is None or value != value:
        return None
    if hasattr(value, "to_pydatetime"):
        return value.to_pydatetime()
    return value


def spelled(kind, value):
    if value is None:
        return None
    if kind == "day":
        return datetime.datetime(value.year, value.month, value.day)
    return float(value) if kind == "exact" else value


# Card and citation ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def card(version):
    """The front matter of the card, and the rest."""
    text = (version.folder / "README.md").read_text(encoding="utf-8")
    assert text.startswith("---\n")
    head, _, body = text[4:].partition("\n---\n")
    return yaml.safe_load(head), body


def test_front_matter(version, card):
    head, body = card
    assert head["language"] == ["zh"] and head["pretty_name"]
    assert re.fullmatch(r"[a-z0-9.-]+", head["license"]) and (head["license"] != "other" or head["license_name"])
    assert re.fullmatch(r"n<1K|\d+[KMB]<n<\d+[KMBT]|n>10M", head["size_categories"][0])
    assert all(isinstance(tag, str) for tag in head["tags"])
    configs = {c["config_name"]: c for c in head["configs"]}
    assert list(configs) == [table for table in COLUMNS if version.manifest["tables"][table]["rows"] or table == "facts"], "those with rows"
    assert [info["config_name"] for info in head["dataset_info"]] == list(configs)
    assert [name for name, c in configs.items() if c.get("default")] == ["facts"]
    names = [f.name for f in version.folder.iterdir()]
    for table, config in configs.items():
        (data,) = config["data_files"]
        assert data["split"] == "train"
        assert sorted(fnmatch.filter(names, data["path"])) == [f.name for f in version.parquet(table)]
    assert "# " in body and "authors" in body


def test_features(version, card):
    """The features are what is in the files: a reader casts to them."""
    types = {"text": "string", "int32": "int32", "int64": "int64", "double": "float64", "exact": "decimal128(38, 9)", "bool": "bool", "day": "date32", "instant": "timestamp[us, tz=UTC]"}
    for info in card[0]["dataset_info"]:
        table = info["config_name"]
        found = {f["name"]: f for f in info["features"]}
        assert list(found) == pq.read_schema(version.parquet(table)[0]).names
        for name, kind in columns(table).items():
            assert found[name] == ({"name": name, "list": "string"} if kind == "texts" else {"name": name, "dtype": types[kind]})


def test_citation(version):
    """The keys that the Citation File Format 1.2.0 requires, and the kinds of those that it knows."""
    cff = yaml.safe_load((version.folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert cff["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= set(cff)
    known = {"cff-version", "message", "title", "authors", "type", "abstract", "version", "date-released", "license", "url", "keywords", "contact", "identifiers", "license-url", "repository"}
    assert set(cff) <= known, "the format allows no others"
    assert cff["type"] == "dataset" and cff["version"] == version.manifest["version"]
    assert cff["date-released"] == version.manifest["created"][:10], "a text, not a date of YAML"
    assert cff["authors"] and all(set(author) <= {"name", "website", "email", "orcid"} and author["name"] for author in cff["authors"])
    assert all(isinstance(k, str) for k in cff.get("keywords", [])) and len(set(cff.get("keywords", []))) == len(cff.get("keywords", []))
    assert re.fullmatch(r"[A-Za-z0-9.+-]+", cff.get("license", "x")) and re.match("https?://", cff.get("url", "https://x"))


def test_dates_are_of_one_day(version):
    """Croissant, Data Package and citation name the day that the manifest names."""
    created = version.manifest["created"]
    assert version.json("datapackage.json")["created"] == created
    assert version.json("croissant.json")["datePublished"] == created[:10]
