"""Reading the sheets that groups really keep: files to rows, columns to fields, cells to values.

Pure: no database, no network.
"""
