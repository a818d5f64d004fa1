"""The kinds of records with their fields, a module for each group of activities' subjects."""
