"""Every table of a version opens in the libraries that people use, with the types that the contract says."""

import datetime
import decimal
import json

import duckdb
import jsonschema
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from contract import columns

ARROW = {
    "text": pa.string(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "double": pa.float64(),
    "exact": pa.decimal128(38, 9),
    "bool": pa.bool_(),
    "day": pa.date32(),
    "instant": pa.timestamp("us", tz="UTC"),
}
POLARS = {
    "text": pl.String,
    "int32": pl.Int32,
    "int64": pl.Int64,
    "double": pl.Float64,
    "exact": pl.Decimal(38, 9),
    "bool": pl.Boolean,
    "day": pl.Date,
    "instant": pl.Datetime("us", "UTC"),
    "texts": pl.List(pl.String),
}
DUCKDB = {
    "text": "VARCHAR",
    "int32": "INTEGER",
    "int64": "BIGINT",
    "double": "DOUBLE",
    "exact": "DECIMAL(38,9)",
    "bool": "BOOLEAN",
    "day": "DATE",
    "instant": "TIMESTAMP WITH TIME ZONE",
    "texts": "VARCHAR[]",
}


def is_arrow(kind, found):
    """Whether an Arrow type is the contract's. The name and the nullability of a list's items say nothing."""
    if kind == "texts":
        return pa.types.is_list(found) and found.value_type == pa.string()
    return found == ARROW[kind]


def expected(table, types):
    return {name: types[kind] for name, kind in columns(table).items()}


def of_contract(table, found):
    """What was found, without columns that were added since."""
    return {name: found.get(name) for name in columns(table)}


# Types ----------------------------------------------------------------------------------------------------------------------------


def test_pyarrow(version, table):
    for file in version.parquet(table):
        schema = pq.read_schema(file)
        wrong = {name: str(schema.field(name).type) for name, kind in columns(table).items() if not is_arrow(kind, schema.field(name).type)}
        assert not wrong, file.name


def test_pyarrow_dataset(version, table):
    dataset = ds.dataset(version.parquet(table), format="parquet")
    assert all(is_arrow(kind, dataset.schema.field(name).type) for name, kind in columns(table).items())
    assert dataset.count_rows() == version.manifest["tables"][table]["rows"]


def test_pandas(version, table):
    frame = pd.concat([pd.read_parquet(file) for file in version.parquet(table)], ignore_index=True)
    assert len(frame) == version.manifest["tables"][table]["rows"]
    types = of_contract(table, dict(frame.dtypes))
    for name, kind in columns(table).items():
        found, values = types[name], frame[name].dropna()
        if kind == "text":
            assert isinstance(found, pd.StringDtype), name
        elif kind in ("int32", "int64"):
            # pandas has no nulls among integers of its own, and makes them doubles.
            assert found == ("float64" if frame[name].isna().any() else kind), name
        elif kind == "double":
            assert found == "float64", name
        elif kind == "bool":
            assert found == "bool", name
        elif kind == "instant":
            assert found == pd.DatetimeTZDtype("us", "UTC"), name
        else:
            python = {"exact": decimal.Decimal, "day": datetime.date}.get(kind)
            assert found == "object" and (python is None or all(type(v) is python for v in values)), name


def test_pandas_with_arrow(version, table):
    frame = pd.concat([pd.read_parquet(file, dtype_backend="pyarrow") for file in version.parquet(table)], ignore_index=True)
    assert len(frame) == version.manifest["tables"][table]["rows"]
    for name, kind in columns(table).items():
        assert isinstance(frame[name].dtype, pd.ArrowDtype) and is_arrow(kind, frame[name].dtype.pyarrow_dtype), name


def test_polars(version, table):
    frame = pl.read_parquet(version.parquet(table))
    assert of_contract(table, dict(frame.schema)) == expected(table, POLARS)
    assert frame.height == version.manifest["tables"][table]["rows"]
    # A difference of two offsets that goes below zero stays what it is.
    if "raw_start" in frame.columns and frame.height:
        assert frame.select((pl.col("raw_start") - pl.col("raw_end")).max()).item() in range(-(2**31), 1)


def test_polars_lazily(version, table):
    frame = pl.scan_parquet(version.parquet(table))
    assert of_contract(table, dict(frame.collect_schema())) == expected(table, POLARS)
    assert frame.select(pl.len()).collect().item() == version.manifest["tables"][table]["rows"]


def test_duckdb(version, table):
    with duckdb.connect() as db:
        db.execute(f"create view t as select * from read_parquet({[str(f) for f in version.parquet(table)]})")
        found = {name: kind for name, kind, *_ in db.execute("describe t").fetchall()}
        assert of_contract(table, found) == expected(table, DUCKDB)
        assert db.execute("select count(*) from t").fetchall()[0][0] == version.manifest["tables"][table]["rows"]
        assert is_same(db.sql("select * from t").to_arrow_table(), version.read(table))


def is_same(found, right):
    """Whether two Arrow tables hold the same rows in the same order, whatever their kinds of strings and their descriptions."""
    plain = pa.schema([field.remove_metadata().with_nullable(True) for field in right.schema])
    return found.column_names == right.column_names and found.cast(plain).equals(right.cast(plain))


# Filters --------------------------------------------------------------------------------------------------------------------------


def common(version, table, column):
    """The most common value of a column."""
    counts = pc.value_counts(pc.drop_null(version.read(table)[column].combine_chunks())).to_pylist()
    if not counts:
        pytest.skip(f"{table}.{column} holds nothing here")
    return max(counts, key=lambda c: c["counts"])["values"]


@pytest.mark.parametrize(
    ("table", "column"),
    [("facts", "unit"), ("facts", "fact_id"), ("facts", "doc_id"), ("facts", "period_end"), ("facts", "is_duplicate"), ("facts", "value"),
     ("mentions", "entity_id"), ("sentences", "sentence_id"), ("documents", "status"), ("documents", "published_at")],
)
def test_filters_find_the_same(version, table, column):
    value = common(version, table, column)
    right = pc.sum(pc.equal(version.read(table)[column], pa.scalar(value, version.read(table).schema.field(column).type))).as_py()
    files = version.parquet(table)
    assert right > 0
    assert ds.dataset(files, format="parquet").count_rows(filter=ds.field(column) == value) == right
    assert pl.scan_parquet(files).filter(pl.col(column) == value).select(pl.len()).collect().item() == right
    assert pl.read_parquet(files).filter(pl.col(column) == value).height == right
    assert sum(len(pd.read_parquet(f, filters=[(column, "==", value)])) for f in files) == right
    with duckdb.connect() as db:
        assert db.execute(f'select count(*) from read_parquet({[str(f) for f in files]}) where "{column}" = ?', [value]).fetchall()[0][0] == right


def test_ranges_of_places(version):
    """A range over sorted columns, which readers use to leave out row groups and pages."""
    rows = version.read("sentences")
    if not rows.num_rows:
        pytest.skip("no sentences here")
    doc_id, start = rows["doc_id"][rows.num_rows // 2].as_py(), rows["raw_start"][rows.num_rows // 2].as_py()
    right = [r for r in zip(rows["doc_id"].to_pylist(), rows["raw_start"].to_pylist()) if r[0] == doc_id and r[1] >= start]
    found = pl.scan_parquet(version.parquet("sentences")).filter((pl.col("doc_id") == doc_id) & (pl.col("raw_start") >= start)).collect()
    assert found.height == len(right) > 0


# The files themselves -------------------------------------------------------------------------------------------------------------


def row_groups(version, table):
    for file in version.parquet(table):
        about = pq.read_metadata(file)
        for group in map(about.row_group, range(about.num_row_groups)):
            if group.num_rows:
                yield file, group


def chunks(version, table):
    """The column chunks of every row group, with the name of the column."""
    for file, group in row_groups(version, table):
        for at in range(group.num_columns):
            yield file, group.column(at), group.column(at).path_in_schema.split(".")[0]


def test_files_of_a_table_have_one_schema(version, table):
    first, *others = [pq.read_schema(file) for file in version.parquet(table)]
    assert all(other.equals(first, check_metadata=True) for other in others)


def test_columns_are_described(version, table):
    schema, rows = pq.read_schema(version.parquet(table)[0]), version.schema(table)
    for field in schema:
        told = rows["properties"][field.name]
        assert field.metadata[b"description"].decode() == told["description"], field.name
        assert field.nullable == may_be_null(told), field.name
    assert schema.metadata[b"description"].decode() == rows["description"]
    assert set(schema.names) == set(rows["properties"]) == set(version.manifest["tables"][table]["columns"])
    assert schema.names == version.manifest["tables"][table]["columns"]


def may_be_null(told):
    kinds = told.get("type", [])
    return "null" in ([kinds] if isinstance(kinds, str) else kinds) or any(may_be_null(a) for a in told.get("anyOf", []))


def test_row_groups(version, table):
    groups = [(file.name, group.num_rows) for file, group in row_groups(version, table)]
    assert all(rows <= 131_072 for _, rows in groups)
    # Only the last of a file is small.
    assert all(rows >= 100_000 for (file, rows), (after, _) in zip(groups, groups[1:]) if file == after)


def test_compression_statistics_and_page_index(version, table):
    for file, chunk, column in chunks(version, table):
        where, long = (file.name, column), column in ("text", "evidence", "record")
        assert chunk.compression == "ZSTD", where
        assert chunk.is_stats_set and chunk.statistics.null_count is not None, where
        # Nobody looks for a range of long texts.
        assert chunk.statistics.has_min_max or chunk.statistics.num_values == 0 or long, where
        assert chunk.has_offset_index and (chunk.has_column_index or long), where


def is_id(table, column):
    return column in ("doc_id", "entity_id") or (column == next(iter(columns(table))) and column.endswith("_id"))


def test_bloom_filters_of_ids(version, table):
    for file, chunk, column in chunks(version, table):
        if is_id(table, column):
            assert chunk.bloom_filter_offset is not None and chunk.bloom_filter_length, (file.name, column)


@pytest.mark.parametrize(("table", "column"), [("facts", "fact_id"), ("facts", "doc_id"), ("entities", "entity_id")])
def test_bloom_filters_answer(version, table, column):
    with duckdb.connect() as db:
        for file in version.parquet(table):
            present = pq.read_table(file, columns=[column])[column].to_pylist()
            if not present:
                continue
            left_out = db.execute("select bloom_filter_excludes from parquet_bloom_probe(?, ?, ?)", [str(file), column, present[0]]).fetchall()
            assert not all(row[0] for row in left_out), "a value that is there was ruled out"
            ruled_out = sum(
                all(row[0] for row in db.execute("select bloom_filter_excludes from parquet_bloom_probe(?, ?, ?)", [str(file), column, f"none-{n}"]).fetchall())
                for n in range(50)
            )
            assert ruled_out >= 40


def test_rows_are_in_the_order_that_is_declared(version, table):
    names = list(columns(table))
    id_column = names[0]
    order = ["doc_id", "raw_start", id_column] if {"doc_id", "raw_start"} <= set(names) else ["doc_id"] if "doc_id" in names else [id_column]
    order = list(dict.fromkeys(order))
    for file, group in row_groups(version, table):
        schema = pq.read_schema(file)
        assert group.sorting_columns, f"{file.name} declares no order"
        declared = [schema.names[by.column_index] for by in group.sorting_columns]
        assert not any(by.descending or by.nulls_first for by in group.sorting_columns)
        # What is declared must hold, and no more than the contract says; notes and rejects may lack a place.
        assert declared[0] == order[0]
        if table not in ("notes", "rejects"):
            assert declared[: len(order)] == order
        rows = sort_keys(pq.read_table(file, columns=declared), declared)
        assert all(a <= b for a, b in zip(rows, rows[1:])), f"{file.name} is not in the order of {declared}"


def sort_keys(table, by):
    """The rows as values that compare as the contract says: texts by their bytes, nulls last."""
    return list(zip(*([(v is None, v.encode() if isinstance(v, str) else v or 0) for v in table[name].to_pylist()] for name in by)))


# JSON Lines -----------------------------------------------------------------------------------------------------------------------


def lines(version, table):
    found = version.files(table, "jsonl") or version.files(table, "jsonl.zst")
    assert found, f"no JSON Lines of {table}"
    for file in found:
        with pa.input_stream(str(file), compression="zstd" if file.suffix == ".zst" else None) as stream:
            # Not str.splitlines: that takes U+2028 and others within a value for the end of a line.
            for line in stream.read().decode("utf-8").split("\n"):
                if line:
                    yield json.loads(line)


def as_json(kind, value):
    """A value of a column as JSON Lines spell it."""
    if value is None:
        return None
    if kind == "day":
        return value.isoformat()
    if kind == "instant":
        return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return value


def test_json_lines_hold_the_same_rows(version, table):
    kinds, of_json, count = columns(table), lines(version, table), 0
    for file in version.parquet(table):
        for batch in pq.ParquetFile(file).iter_batches(8192):
            for row in batch.to_pylist():
                line = next(of_json, None)
                assert line is not None, "more rows in Parquet"
                assert list(line) == list(row), "every key is there, in the order of the columns"
                for name, kind in kinds.items():
                    if kind == "exact":
                        assert line[name] is None if row[name] is None else decimal.Decimal(line[name]) == row[name], (count, name)
                    else:
                        assert line[name] == as_json(kind, row[name]), (count, name)
                count += 1
    assert next(of_json, None) is None, "more rows in JSON Lines"
    assert count == version.manifest["tables"][table]["rows"]


def test_json_lines_conform_to_their_schema(version, table):
    schema = version.schema(table)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for _, line in zip(range(200), lines(version, table)):
        validator.validate(line)


# Views ----------------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def views(version, monkeypatch):
    """A database with the views of the version, made in its folder as a person would."""
    monkeypatch.chdir(version.folder)
    with duckdb.connect() as db:
        db.execute((version.folder / "views.sql").read_text(encoding="utf-8"))
        yield db


def test_views_of_tables(version, views, table):
    assert views.execute(f'select count(*) from "{table}"').fetchall()[0][0] == version.manifest["tables"][table]["rows"]


@pytest.mark.parametrize("view", ["facts_wide", "series", "targets_vs_actuals", "positions_latest", "parks"])
def test_views(version, views, view):
    rows = views.sql(f"select * from {view}").to_arrow_table()
    tables = version.manifest["tables"]
    if view == "facts_wide":
        assert rows.num_rows == tables["facts"]["rows"]
    elif view == "positions_latest":
        assert (rows.num_rows > 0) == (tables["positions"]["rows"] > 0)
        assert rows.num_rows <= tables["positions"]["rows"]
    elif view == "series":
        actual = "status = 'actual' and period_end is not null and not is_duplicate"
        assert sum(rows["statements"].to_pylist()) == views.execute(f"select count(*) from facts where {actual}").fetchall()[0][0]
