* Figures in Stata 14 or later.   shenhe extract reports/ -o figures.csv --no-bom   then: do figures.do figures.csv
args path
import delimited using "`path'", varnames(1) encoding("utf-8") bindquotes(strict) maxquotedrows(unlimited) stringcols(4 8 10 28) clear

* Growth rates of known indicators, one row a report and year, one variable an indicator.
keep if measure == "change_rate" & norm_unit == "%" & scope == "" & indicator_code != ""
keep source year indicator_code norm_value
duplicates drop source year indicator_code, force
* Names have 32 characters at most, and reshape puts the values' name before each.
rename norm_value g_
replace indicator_code = substr(indicator_code, 1, 30)
reshape wide g_, i(source year) j(indicator_code) string
list, abbreviate(32)
