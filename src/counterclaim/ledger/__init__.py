"""The append-only store of codings: one protocol, one file per backend, SQL in `sql/`."""
