"""Exports: the resolved handbook as files that assessors, customers and their tools ask for, one module a format (`registry`)."""
