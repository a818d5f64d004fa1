"""Render: views to HTML, every text escaped."""
