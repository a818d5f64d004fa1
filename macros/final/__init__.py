"""Every page of a site as final Markdown, and where it stands: for generators and wikis that run no code of ours. Knows no generator."""
