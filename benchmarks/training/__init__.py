"""Training of the few learned weights, from the development sets beside the repository."""
