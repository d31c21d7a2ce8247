"""Bulk coding: archives of reports, coded by many workers into a folder of Parquet files."""
