"""Catalogues: activities, questions and reference documents, read from the YAML files beside these modules."""
