"""How fast the review page answers."""
