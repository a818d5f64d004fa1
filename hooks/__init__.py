"""The events of a site generator, one thin file for each: it hands on to `macros` and `handbook`, which know nothing of events."""
