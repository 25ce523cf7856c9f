"""The JSON of the command line: names and shapes are a public contract."""
