"""Tables on their way out: lines of JSON, Parquet, workbooks, each written piece by piece."""
