-- Candidate pairs of a bulk job and what became of them. DuckDB; `setting` is one row of numbers.

-- name: limit_memory
SET memory_limit = $limit;

-- name: no_bar
SET enable_progress_bar = false;

-- name: spill
SET temp_directory = $folder;

-- name: make_mention
-- A report that two partitions hold is one: its mentions bear the same keys. Mentions in the order of
-- their days stand beside those that they are mostly compared with.
CREATE TABLE mention AS
SELECT *, row_number() OVER (ORDER BY published NULLS LAST, mention_key) - 1 AS place
FROM (
    SELECT * FROM gathered QUALIFY row_number() OVER (PARTITION BY mention_key ORDER BY number) = 1
);

-- name: make_candidate
CREATE TABLE candidate (earlier UINTEGER, later UINTEGER);

-- name: add_candidates
-- Pairs that share a key of `keyed`, less those whose score cannot be one that is written: the bound adds
-- up what the comparisons give at most. A comparison that adds what it adds when nothing is known has
-- `missing`; one whose value follows from the outlines its weight; any other the most it can add.
INSERT INTO candidate
WITH met AS (
    SELECT DISTINCT one.number AS one, other.number AS other
    FROM keyed AS one JOIN keyed AS other ON other.key = one.key AND other.number > one.number
),
beside AS (
    SELECT
        least(one.place, other.place) AS earlier,
        greatest(one.place, other.place) AS later,
        abs(one.published - other.published) AS gap,
        greatest(one.days_from - other.days_to, other.days_from - one.days_to) AS days_between,
        greatest(one.single_from - other.watched, other.single_from - one.watched) AS days_ahead,
        len(one.names) = 0 OR len(other.names) = 0 AS is_nowhere,
        list_has_any(one.names, other.names) AS is_namesake,
        sqrt((one.x - other.x) ^ 2 + (one.y - other.y) ^ 2 + (one.z - other.z) ^ 2)
            - one.spread - other.spread AS chord,
        one.killed_low, one.killed_high, one.injured_low, one.injured_high,
        other.killed_low AS other_killed_low, other.killed_high AS other_killed_high,
        other.injured_low AS other_injured_low, other.injured_high AS other_injured_high,
        len(one.parties) = 0 OR len(other.parties) = 0 AS is_partyless,
        list_has_any(one.parties, other.parties) AS has_party,
        (one.is_background::INTEGER + other.is_background::INTEGER) / 2.0 AS background,
        one.has_report != other.has_report AS is_mixed
    FROM met
    JOIN mention AS one ON one.number = met.one
    JOIN mention AS other ON other.number = met.other
),
bounded AS (
    SELECT
        earlier, later, floor,
        rest
        + CASE WHEN days_between > blurred THEN other_days_weight ELSE other_days_most END
        + CASE WHEN days_ahead > blurred THEN later_event_weight ELSE later_event_most END
        + coalesce(0.5 ^ (gap / 2.0) * publication_days_weight, publication_days_missing)
        + coalesce(least(gap / far_days, 1.0) * publication_days_apart_weight, publication_days_apart_missing)
        + CASE
            WHEN is_nowhere THEN place_names_missing
            WHEN is_namesake THEN place_names_weight
            ELSE 0.0
        END
        + CASE
            WHEN chord IS NULL THEN places_apart_missing
            WHEN places_apart_weight > 0 THEN places_apart_weight
            ELSE places_apart_weight
                * least(2 * earth_radius * asin(least(greatest(chord, 0.0) / 2, 1.0)) / far_km, 1.0)
        END
        + CASE
            WHEN killed_low IS NULL OR other_killed_low IS NULL THEN killed_missing + totals_apart_missing
            ELSE greatest(killed_weight, 0.0)
                + CASE
                    WHEN greatest(killed_low, other_killed_low) < telling THEN totals_apart_missing
                    WHEN killed_low = other_killed_low THEN totals_apart_most
                    WHEN killed_low < other_killed_low
                        THEN totals_apart_weight
                            * greatest(1.0 - coalesce(killed_high / other_killed_low, 1.0), 0.0)
                    ELSE totals_apart_weight
                        * greatest(1.0 - coalesce(other_killed_high / killed_low, 1.0), 0.0)
                END
        END
        + CASE
            WHEN (killed_low IS NULL OR other_killed_low IS NULL)
                AND (injured_low IS NULL OR other_injured_low IS NULL) THEN shared_number_missing
            ELSE shared_number_weight * ln(least(many, greatest(
                1,
                CASE WHEN killed_low = other_killed_low AND killed_low = killed_high
                    AND killed_high = other_killed_high THEN killed_low END,
                CASE WHEN injured_low = other_injured_low AND injured_low = injured_high
                    AND injured_high = other_injured_high THEN injured_low END
            ))) / ln(many)
        END
        + CASE WHEN is_mixed THEN sentences_in_report_most ELSE sentences_in_report_missing END
        + CASE
            WHEN is_partyless THEN parties_missing
            WHEN has_party THEN greatest(parties_weight, 0.0)
            ELSE 0.0
        END
        + background * background_weight AS bound
    FROM beside, setting
)
SELECT earlier, later FROM bounded WHERE bound >= floor;

-- name: make_candidates_distinct
-- Pairs share keys of several ranges.
CREATE OR REPLACE TABLE candidate AS SELECT DISTINCT earlier, later FROM candidate;

-- name: count_candidates
SELECT count(*) FROM candidate;

-- name: read_candidates
-- In an order that does not hang on how they were found.
SELECT
    one.chunk AS chunk, one.begins AS begins, one.size AS size,
    other.chunk AS other_chunk, other.begins AS other_begins, other.size AS other_size
FROM candidate AS pair
JOIN mention AS one ON one.place = pair.earlier
JOIN mention AS other ON other.place = pair.later
ORDER BY pair.earlier, pair.later;

-- name: make_judged
-- What the clusters need of the judgements.
CREATE TABLE judged AS
SELECT one.place AS one, other.place AS other, verdict, score
FROM read_parquet($paths) AS judgement
JOIN mention AS one ON one.mention_key = left_mention
JOIN mention AS other ON other.mention_key = right_mention;

-- name: count_verdicts
SELECT verdict, count(*) FROM judged GROUP BY verdict;

-- name: read_same
SELECT one, other FROM judged WHERE verdict = 'same';

-- name: make_component
CREATE TABLE component AS SELECT * FROM found;

-- name: read_members
SELECT component, mention_key, report, coder, chunk, begins, size
FROM component JOIN mention USING (place) ORDER BY component, mention_key;

-- name: read_inside
-- The judgements inside components.
SELECT one.component, left_key.mention_key, right_key.mention_key, verdict, score
FROM judged
JOIN component AS one ON one.place = judged.one
JOIN component AS other ON other.place = judged.other AND other.component = one.component
JOIN mention AS left_key ON left_key.place = judged.one
JOIN mention AS right_key ON right_key.place = judged.other
ORDER BY one.component, judged.one, judged.other;

-- name: write_event
SELECT coalesce(joined.event, mention.mention_key) AS event, mention_key, report, coder, mention, role
FROM mention LEFT JOIN joined USING (mention_key)
ORDER BY event, mention_key;

-- name: count_events
SELECT count(*), count(DISTINCT event) FROM read_parquet($path);

-- name: write_judgement
SELECT * REPLACE (row_number() OVER () AS sequence) FROM read_parquet($paths);
