# Figures in pandas.   shenhe extract reports/ -o figures.csv   (or -o figures.parquet, with types), then: python figures.py figures.csv
import sys

import pandas as pd

path = sys.argv[1]
if path.endswith(".parquet"):
    figures = pd.read_parquet(path)
else:
    # A file named *.csv begins with a byte order mark; region_code has leading digits that are no number, period may be 2022-10.
    figures = pd.read_csv(path, encoding="utf-8-sig", dtype={"region_code": "string", "period": "string"})

# Growth rates of known indicators, one row a report and year, one column an indicator.
growth = figures[(figures.measure == "change_rate") & (figures.norm_unit == "%") & figures.scope.isna() & figures.indicator_code.notna()]
table = growth.pivot_table(index=["source", "year"], columns="indicator_code", values="norm_value", aggfunc="first")
print(table.round(1).to_string())
