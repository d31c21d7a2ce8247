"""Checks: a linter for copy. Each finding is sure enough to be shown to an editor."""
