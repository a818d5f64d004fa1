"""Layout: graphs to coordinates."""
