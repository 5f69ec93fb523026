"""Tables in files, for every room that reads and writes them: csv and xlsx, columns, faults, and whose a row is."""
