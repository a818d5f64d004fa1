"""Resolve: looks up every reference once."""
