"""Named, versioned, pure rules that choose what is published of an event."""
