-- What the Parquet files hold of a dump; each table of the dump is a view of its own name. DuckDB.

-- name: no_extensions
SET autoinstall_known_extensions = false;

-- name: one_thread
-- One thread writes the same bytes each time.
SET threads = 1;

-- name: utc
SET TimeZone = 'UTC';

-- name: report
SELECT * FROM report ORDER BY sequence;

-- name: coding
-- `is_current` is true for the coding that reading a ledger shows: of a coder's several readings of
-- one report the one of the highest version.
SELECT coding.*, current.coding IS NOT NULL AS is_current
FROM coding LEFT JOIN current ON current.coding = coding.id ORDER BY sequence;

-- name: mention
SELECT * FROM mention ORDER BY sequence;

-- name: statement
-- The value as JSON, and its parts in columns of their own: blank where a kind of value has none.
SELECT
    *,
    speakers ->> '$[#-1].name' AS speaker,
    speakers ->> '$[#-1].role' AS speaker_role,
    speakers ->> '$[#-1].kind' AS speaker_kind,
    speakers ->> '$[#-1].party' AS speaker_party,
    array_to_string(evidence ->> '$[*].quote', ' … ') AS quote,
    CAST(evidence ->> '$[0].start' AS BIGINT) AS span_start,
    CAST(evidence ->> '$[#-1].end' AS BIGINT) AS span_end,
    value ->> 'op' AS op,
    CAST(value ->> 'n' AS BIGINT) AS n,
    CAST(value ->> 'low' AS BIGINT) AS low,
    CAST(value ->> 'high' AS BIGINT) AS high,
    value ->> 'group' AS counted_group,
    CASE WHEN json_exists(value, 'op') THEN value ->> 'mode' END AS toll_mode,
    value ->> 'scope' AS toll_scope,
    CAST(value ->> 'superseded' AS BOOLEAN) AS superseded,
    CAST(value ->> 'start' AS DATE) AS start_date,
    CAST(value ->> 'end' AS DATE) AS end_date,
    value ->> 'precision' AS value_precision,
    value ->> 'name' AS name,
    value ->> 'country' AS country,
    CAST(value ->> 'lat' AS DOUBLE) AS lat,
    CAST(value ->> 'lon' AS DOUBLE) AS lon,
    CAST(value ->> 'geonames' AS BIGINT) AS geonames,
    value ->> 'relation' AS relation,
    value ->> 'kind' AS kind,
    CAST(value ->> 'named' AS BOOLEAN) AS named,
    value ->> 'fate' AS fate,
    value ->> 'code' AS code,
    value ->> 'type' AS type,
    CASE WHEN json_exists(value, 'type') THEN value ->> 'mode' END AS mode,
    value ->> 'actor' AS actor,
    value ->> 'position' AS position,
    value ->> 'channel' AS channel,
    value ->> 'about' AS about,
    value ->> 'wording' AS wording
FROM statement ORDER BY sequence;

-- name: finding
SELECT * FROM finding ORDER BY sequence;

-- name: problem
SELECT * FROM problem ORDER BY sequence;

-- name: judgement
SELECT * FROM judgement ORDER BY sequence;

-- name: receipt
SELECT * FROM receipt ORDER BY sequence;

-- name: retraction
SELECT * FROM retraction ORDER BY sequence;

-- name: notice
SELECT * FROM notice ORDER BY sequence;

-- name: review
SELECT * FROM review ORDER BY sequence;

-- name: event
SELECT * FROM event;

-- name: profile
SELECT * FROM profile;

-- name: read_rows
SELECT * FROM read_parquet($path) ORDER BY sequence;
