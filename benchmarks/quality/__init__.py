"""The quality bench: predictions over the gold sets beside the repository, and floors under their scores."""
