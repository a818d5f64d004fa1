"""What the events of MkDocs need of its own types: its configuration, its files and pages, its menus, whether it serves."""
