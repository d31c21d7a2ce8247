-- What is asked of the Parquet files of a bulk job. DuckDB.

-- name: make_seen
CREATE TABLE seen (id VARCHAR);

-- name: add_seen
INSERT INTO seen SELECT id FROM read_parquet($path);

-- name: count_repeats
SELECT count(*) - count(DISTINCT id) FROM seen;

-- name: row_groups
-- Where the row groups of a table lie, in its order: rows, first and last byte of the columns' pages.
SELECT
    row_group_id,
    any_value(row_group_num_rows) AS rows,
    min(least(data_page_offset, coalesce(nullif(dictionary_page_offset, 0), data_page_offset))) AS start,
    bool_or(path_in_schema = $row_number) AS is_hidden
FROM parquet_metadata($path) GROUP BY row_group_id ORDER BY row_group_id;

-- name: profile_versions
SELECT DISTINCT version FROM read_parquet($path);

-- name: read_profiles
SELECT profile FROM read_parquet($path);
