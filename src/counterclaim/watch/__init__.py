"""Follow feeds and folders: add what comes, and tell what it changes."""
