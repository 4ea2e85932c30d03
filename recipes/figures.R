# Figures in R.   shenhe extract reports/ -o figures.csv   then: Rscript figures.R figures.csv
path <- commandArgs(trailingOnly = TRUE)[1]
# A file named *.csv begins with a byte order mark; codes and periods (2022-10) are text.
figures <- read.csv(path, fileEncoding = "UTF-8-BOM", na.strings = "", stringsAsFactors = FALSE,
                    colClasses = c(region_code = "character", period = "character"))

growth <- subset(figures, measure == "change_rate" & norm_unit == "%" & is.na(scope) & !is.na(indicator_code))
growth <- growth[!duplicated(growth[c("source", "year", "indicator_code")]), ]
table <- reshape(growth[c("source", "year", "indicator_code", "norm_value")],
                 idvar = c("source", "year"), timevar = "indicator_code", direction = "wide")
names(table) <- sub("^norm_value\\.", "", names(table))
print(table[order(table$source, table$year), ], row.names = FALSE)
