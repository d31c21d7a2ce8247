-- What is asked of the Parquet files of a bulk job. DuckDB.

-- name: make_seen
CREATE TABLE seen (id VARCHAR);

-- name: add_seen
INSERT INTO seen SELECT id FROM read_parquet($path);

-- name: count_repeats
SELECT count(*) - count(DISTINCT id) FROM seen;
