"""Telling the maintainers: an issue in the repository's forge, filled in with the page and the edition."""

from __future__ import annotations

from urllib.parse import quote, urlsplit


def issue_url(repository: str, page: str, title: str, edition: str) -> str:
    """Returns the address of a new issue about a page, or '' without a repository.

    `page` is the page's address, `edition` what the site says it follows. GitLab has its own names for the parts of the form;
    the names of GitHub are understood by Gitea and Forgejo too.
    """
    if not repository:
        return ""
    base = repository.rstrip("/")
    subject = quote(f"{title}: ", safe="")
    body = quote(f"\n\n---\nPage: {page}\nEdition: {edition}\n", safe="")
    if "gitlab" in (urlsplit(base).hostname or ""):
        return f"{base}/-/issues/new?issue[title]={subject}&issue[description]={body}"
    return f"{base}/issues/new?title={subject}&body={body}"
