"""Finding the tables of a form in whatever came back, and reading single entries."""
