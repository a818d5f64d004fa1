"""The model of the handbook: from a product's YAML to a resolved handbook, its findings, views and outputs."""

ROOMS = (
    "findings",
    "languages",
    "source",
    "attached",
    "schema",
    "catalogs",
    "model",
    "reading",
    "resolve",
    "audience",
    "methods",
    "checks",
    "pipeline",
    "compare",
    "views",
    "layout",
    "outputs",
    "exports",
    "imports",
    "authoring",
    "commands",
)
"""The rooms in their order: a module imports from its own room and from those before it, and never from one behind it."""
