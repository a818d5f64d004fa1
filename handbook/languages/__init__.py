"""Languages: what the handbook says in another language than English, as gettext catalogues that people translate without touching code.

A language is a folder here, `de/`: `messages.po` with the sentences of findings, `interface.po` with the words of the site, `guidance/` with
pages that stand in for those of `docs/`. A product may bring such a folder, `languages/de/`, whose entries win over ours, also for a language
that we do not have.
"""
