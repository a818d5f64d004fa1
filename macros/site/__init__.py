"""The site: what a build makes of all pages."""
