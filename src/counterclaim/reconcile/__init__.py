"""From mentions to events: comparison, judgements, clusters, copies and versions."""
