"""The plan book as a folder: tables, a workbook, a draw record, and what verifies them."""
