"""Reads our tables back as the people who count do, and compares what they get.

    python3 -m venv venv && venv/bin/pip install -r suite/tables/requirements.txt
    venv/bin/python suite/tables/read_back.py target/release/onrecord

For each set of columns, the articles of `examples/` and two with hostile metadata are written as CSV,
TSV and Parquet and read by pandas (as it comes, and with every cell as text), by pyarrow, and by a
reader with R's rules: `read.csv` and `read.delim` with their default quoting, header, `NA` and type
conversion. All have to see the same cells, and the spans of the rows have to lead to their words.
"""

import csv
import datetime
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import pandas
import pyarrow
import pyarrow.parquet

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORDS = ("Soldiers of Chad attacked rebels in Lagos on Tuesday, the army said.\n\n"
         "\"Nobody was arrested,\" said Mr. Ödön Ruiz; Niger accused Chad of the attack.\n\n"
         "France imposed sanctions on Mali on Monday. Police arrested protesters in Paris.")
HOSTILE = [
    {"id": "comma, \"quote\"\tand tab", "url": "https://a.example/?q=\"x\",y", "outlet": "The \"Daily\"\nCourier; 'Ltd'",
     "title": "=1+1", "published": "2024-05-17", "text": WORDS},
    {"id": "NA", "outlet": "#東京\r\n新聞", "published": "2024-05-17T23:59:59+14:00", "text": WORDS.replace("Soldiers", "Łowcy, \"soldiers\",")},
]


def scan(text, sep):
    """R's `scan` with a separator: a quotation mark opens and closes anywhere, two inside are one."""
    assert "\0" not in text, "embedded nul"
    rows, row, cell, quoted, i = [], [], [], False, 0
    while i < len(text):
        c = text[i]
        if quoted:
            if c == '"' and text[i + 1:i + 2] == '"':
                cell.append(c)
                i += 1
            elif c == '"':
                quoted = False
            else:
                cell.append(c)
        elif c == '"':
            quoted = True
        elif c == sep:
            row.append("".join(cell))
            cell = []
        elif c in "\r\n":
            i += text[i:i + 2] == "\r\n"
            rows.append(row + ["".join(cell)])
            row, cell = [], []
        else:
            cell.append(c)
        i += 1
    assert not quoted, "EOF within quoted string"
    assert not row and not cell, "incomplete final line"
    for number, row in enumerate(rows, 1):
        assert len(row) == len(rows[0]), f"line {number} did not have {len(rows[0])} elements"
    return rows


def type_convert(cells):
    """What R takes a column for, of its cells that are neither empty nor NA."""
    known = [cell for cell in cells if cell not in ("", "NA")]

    def all_are(convert):
        try:
            return all(convert(cell) is not None for cell in known)
        except ValueError:
            return False

    if all(cell in ("T", "F", "TRUE", "FALSE", "true", "false", "True", "False") for cell in known):
        return "logical"
    return "integer" if all_are(int) else "double" if all_are(float) else "character"


def plain(value):
    """A cell of Parquet as the text formats write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return repr(value) if isinstance(value, float) else str(value)


def one_line(cell):
    """What TSV makes of a cell."""
    return re.sub("\r\n|[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]", " ", cell)


def check(program, work, columns, inputs, reports):
    def table(form):
        path = work / f"{columns}.{form}"
        subprocess.run([program, "read", *inputs, "--quiet", "--columns", columns, "--format", form, "-o", path,
                        "--only", "happened,ongoing,scheduled,alleged,contested,denied,did-not-happen,possible,hypothetical"], check=True)
        return path

    parquet = pyarrow.parquet.read_table(table("parquet"))
    names = parquet.column_names
    expected = [[plain(row[name]) for name in names] for row in parquet.to_pylist()]
    assert expected, "the examples have events"

    for form, sep in (("csv", ","), ("tsv", "\t")):
        path = table(form)
        text = path.read_bytes().decode("utf-8")
        if form == "tsv":
            # Line by line, as cut and awk read it.
            assert {line.count("\t") for line in text.splitlines()} == {len(names) - 1}
            assert len(text.splitlines()) == len(expected) + 1
        readers = {
            "csv module": list(csv.reader(io.StringIO(text, newline=""), delimiter=sep, strict=True)),
            "R": scan(text, sep),
        }
        frame = pandas.read_csv(path, sep=sep, dtype=str, keep_default_na=False, na_filter=False)
        readers["pandas, text"] = [list(frame.columns), *frame.values.tolist()]
        for reader, (header, *rows) in readers.items():
            assert header == names, f"{form}, {reader}: {header}"
            for number, (row, wanted) in enumerate(zip(rows, expected, strict=True)):
                for name, found, cell in zip(names, row, wanted, strict=True):
                    cell = one_line(cell) if form == "tsv" else cell
                    assert found == cell, f"{form}, {reader}, row {number}, {name}: {found!r}, expected {cell!r}"
        # Readers that guess types guess those that Parquet tells.
        guessed = pandas.read_csv(path, sep=sep)
        assert (len(guessed), list(guessed.columns)) == (len(expected), names)
        for at, field in enumerate(parquet.schema):
            cells = [row[at] for row in expected]
            if not any(cells):
                continue
            if pyarrow.types.is_integer(field.type):
                assert type_convert(cells) == "integer" and guessed[field.name].dtype.kind in "if", field
            elif pyarrow.types.is_floating(field.type):
                assert type_convert(cells) == "double" and guessed[field.name].dtype.kind == "f", field
            elif pyarrow.types.is_boolean(field.type):
                assert type_convert(cells) == "logical", field
            elif pyarrow.types.is_date(field.type):
                pandas.to_datetime(guessed[field.name], format="%Y-%m-%d")

    frame = pandas.read_parquet(work / f"{columns}.parquet")
    assert (len(frame), list(frame.columns)) == (len(expected), names)
    ids = parquet.column(0).to_pylist()
    assert None not in ids and len(set(ids)) == len(ids), "identifiers are there and unique"
    assert len(ids) == sum(len(report["events"]) for report in reports)
    if columns == "onrecord":
        texts = {report["id"]: report["document"]["text"] for report in reports}
        for row in parquet.to_pylist():
            text = texts[row["article_id"]]
            assert " ".join(text[row["span_start"]:row["span_end"]].split()) == row["trigger"]
            assert " ".join(text[row["sentence_start"]:row["sentence_end"]].split()) == row["sentence"]
            assert row["sentence_start"] <= row["span_start"] < row["span_end"] <= row["sentence_end"]
    return len(ids)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        hostile = work / "hostile.jsonl"
        hostile.write_text("".join(json.dumps(article) + "\n" for article in HOSTILE), "utf-8")
        inputs = [*sorted((ROOT / "examples").glob("*.txt")), hostile]
        read = subprocess.run([program, "read", *inputs, "--quiet", "--format", "jsonl"], check=True, stdout=subprocess.PIPE)
        reports = [json.loads(line) for line in read.stdout.decode("utf-8").splitlines()]
        for columns in ("onrecord", "polecat", "ngec"):
            rows = check(program, work, columns, inputs, reports)
            print(f"{columns}: {rows} rows read back alike by pandas, pyarrow, csv and R's rules")
        lines = subprocess.run([program, "read", *inputs, "--quiet", "--columns", "ngec", "--format", "jsonl"], check=True, stdout=subprocess.PIPE)
        for event in map(json.loads, lines.stdout.splitlines()):
            for role in ("ACTOR", "RECIP", "LOC"):
                for part in event["attributes"][role]:
                    words = event["event_text"][part["qa_start_char"]:part["qa_end_char"]]
                    assert " ".join(words.split()) == part["text"]


if __name__ == "__main__":
    main()
