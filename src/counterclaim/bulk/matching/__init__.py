"""Matching a whole bulk job: candidate pairs by DuckDB, compared and clustered as a ledger does."""
