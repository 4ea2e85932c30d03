"""`--layout wide`: one cell a figure by the stated rule, everything else listed; names that Stata takes."""

import re
import warnings
from decimal import Decimal

import pytest
from conftest import GROWTH, make_record
from hypothesis import given
from hypothesis import strategies as st

from shenhe_cli.export.wide import ROW_FIELDS, make_wide
from shenhe_cli.export.wide_lists import tabulate_columns, tabulate_left_out
from shenhe_cli.export.wide_names import make_stata_name, make_unique


def gdp(number, **changes):
    fields = {"indicator": "地区生产总值", "indicator_code": "gdp", "norm_value": number, "start_char": int(number), "id": f"r#{number}"}
    return make_record(**{**fields, **changes})


def test_a_row_a_source_and_year_and_a_column_a_pair():
    records = [
        gdp(5, **{key: GROWTH[key] for key in ("measure", "norm_unit")}),
        gdp(100),
        gdp(110, year=2023, period="2023", status="target"),
        gdp(90, source="b.txt"),
        gdp(7, year=None, period=None, source="b.txt"),
    ]
    table = make_wide(records, "en")
    assert table.headings == [*ROW_FIELDS, "gdp_growth", "gdp_level"]
    width = len(ROW_FIELDS)
    assert [(row[0], row[width - 1], row[width:]) for row in table.rows] == [
        ("report.txt", 2022, [5, 100]),
        ("report.txt", 2023, [None, 110]),
        ("b.txt", 2022, [None, 90]),
        ("b.txt", None, [None, 7]),
    ]
    assert table.left_out == []
    assert make_wide(records, "zh").headings[width:] == ["地区生产总值 增速", "地区生产总值 水平"]


@pytest.mark.parametrize(
    ("loser", "reason"),
    [
        (gdp(1, scope="全国"), "other value"),
        (gdp(1, period="2018/2022"), "other value"),
        (gdp(1, period="2022-10"), "other value"),
        (gdp(1, norm_unit="USD"), "other unit"),
        (gdp(1, status="expected"), "other value"),
        (gdp(1, status="target"), "other value"),
        (gdp(1, confidence=0.3), "other value"),
        (gdp(100, start_char=200, id="later"), "same value"),
        (gdp(100, norm_value_high=120, confidence=0.1), "other value"),
    ],
)
def test_the_rule_for_a_cell_that_several_want(loser, reason):
    winner = gdp(100)
    filler = gdp(50, source="other.txt")
    for records in ([winner, loser, filler], [filler, loser, winner]):
        table = make_wide(records, "en")
        assert any(row[len(ROW_FIELDS)] == 100 for row in table.rows)
        (left,) = table.left_out
        assert (left.record, left.reason, left.heading) == (loser, reason, "gdp_level")
        assert left.kept == (None if reason == "other unit" else winner.id)


def test_every_figure_is_in_a_cell_or_in_the_list():
    records = [gdp(n, year=2020 + n % 3, scope="全国" if n % 5 == 0 else None) for n in range(1, 30)]
    records.append(make_record(indicator=None, indicator_code=None))
    table = make_wide(records, "en")
    cells = sum(cell is not None for row in table.rows for cell in row[len(ROW_FIELDS) :])
    assert cells + len(table.left_out) == len(records)
    assert sum(column.figures for column in table.columns) == cells
    assert [left.reason for left in table.left_out if left.record.indicator is None] == ["no label"]


def test_a_range_has_its_upper_end_beside_it():
    table = make_wide([gdp(5, norm_value_high=Decimal("5.5")), gdp(9, year=2023, period="2023")], "en")
    assert table.headings[len(ROW_FIELDS) :] == ["gdp_level", "gdp_level_high"]
    assert [row[len(ROW_FIELDS) :] for row in table.rows] == [[5, Decimal("5.5")], [9, None]]


def test_the_lists_are_in_the_language_of_the_labels():
    table = make_wide([gdp(100), gdp(1, scope="全国")], "zh")
    headings, rows = tabulate_left_out(table, "zh")
    assert headings[:4] == ["原因", "列", "保留", "来源"]
    assert rows[0][:4] == ["数值不同", "地区生产总值 水平", "r#100", "report.txt"]
    assert "水平" in rows[0]
    headings, rows = tabulate_columns(table, "zh")
    assert rows == [["地区生产总值 水平", "地区生产总值", "gdp", "水平", "CNY", 1]]


@given(st.text(max_size=60), st.sampled_from(["level", "change_rate", "change_amount", "share", "rank"]))
def test_names_are_names_for_stata(name, measure):
    taken = {make_stata_name(name, measure)}
    for heading in [*taken, make_unique(next(iter(taken)), taken)]:
        assert re.fullmatch(r"[^\W\d]\w*", heading)
        assert len(f"{heading}_high") <= 32


def test_pandas_writes_them_for_stata_unchanged(tmp_path):
    pandas = pytest.importorskip("pandas")
    from expected_files import EXPECTED

    for name in ("report.csv", "wide.csv"):
        frame = pandas.read_csv(EXPECTED / name)
        frame = frame.loc[:, frame.notna().any()]
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            frame.to_stata(tmp_path / "x.dta", version=118, write_index=False)
        assert list(pandas.read_stata(tmp_path / "x.dta").columns) == list(frame.columns)
