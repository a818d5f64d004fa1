"""A portfolio for programs and as a site: `portfolio.json`, and pages that a site generator takes as they stand."""
