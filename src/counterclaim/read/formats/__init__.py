"""One file a format; each has a `read` that fits `Reader`, found by name through `read.catalog`."""
