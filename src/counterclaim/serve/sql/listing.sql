-- The list of events and the words of reports: derived from a ledger, thrown away at will.

-- name: settings
-- Readers never wait for the writer; a file that can be made again need not survive a power cut.
PRAGMA journal_mode = WAL;

-- name: busy
PRAGMA busy_timeout = 20000;

-- name: unsynced
PRAGMA synchronous = NORMAL;

-- name: cached
-- Kibibytes.
PRAGMA cache_size = -32000;

-- name: temporary
PRAGMA temp_store = MEMORY;

-- name: tables
CREATE TABLE IF NOT EXISTS state (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    version TEXT NOT NULL,
    sequence INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS event (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    type TEXT NOT NULL,
    first_day TEXT,
    last_day TEXT,
    day TEXT NOT NULL,
    place TEXT COLLATE NOCASE,
    country TEXT,
    lat REAL,
    lon REAL,
    killed INTEGER NOT NULL,
    disputes INTEGER NOT NULL,
    unreviewed INTEGER NOT NULL,
    changed_at TEXT NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;
-- Kept apart, so that filters read narrow rows.
CREATE TABLE IF NOT EXISTS line (
    event INTEGER PRIMARY KEY,
    line BLOB NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS event_by_day ON event (day, id);
CREATE INDEX IF NOT EXISTS event_by_change ON event (changed_at, id);
CREATE INDEX IF NOT EXISTS event_by_killed ON event (killed, id);
CREATE INDEX IF NOT EXISTS event_by_place ON event (place);
CREATE INDEX IF NOT EXISTS event_counted ON event (disputes, unreviewed, type, role, country, day);
CREATE TABLE IF NOT EXISTS member (
    mention TEXT PRIMARY KEY,
    event INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS member_by_event ON member (event);
CREATE TABLE IF NOT EXISTS report (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    outlet TEXT,
    published TEXT,
    recorded_at TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS told (
    report INTEGER NOT NULL,
    event INTEGER NOT NULL,
    PRIMARY KEY (report, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS told_by_event ON told (event);
-- Who coded which report: programs by their names, persons as person:NAME.
CREATE TABLE IF NOT EXISTS coded (
    coder TEXT NOT NULL,
    report INTEGER NOT NULL,
    PRIMARY KEY (coder, report)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS coded_by_report ON coded (report);
-- Both are asked: which reports have the words, and which events their reports together have them.
CREATE VIRTUAL TABLE IF NOT EXISTS report_words USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE IF NOT EXISTS event_words USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2');

-- name: read_state
SELECT version, sequence FROM state;

-- name: write_state
INSERT INTO state (only, version, sequence) VALUES (1, :version, :sequence)
ON CONFLICT (only) DO UPDATE SET version = excluded.version, sequence = excluded.sequence;

-- name: begin
BEGIN IMMEDIATE;

-- name: find_events_of
SELECT member.mention, event.number, event.made_at
FROM member JOIN event ON event.number = member.event WHERE member.mention = :mention;

-- name: find_members
SELECT mention FROM member WHERE event = :event;

-- name: remove_members
DELETE FROM member WHERE event = :event;

-- name: remove_told
DELETE FROM told WHERE event = :event;

-- name: remove_event
DELETE FROM event WHERE number = :event;

-- name: put_event
INSERT INTO event (
    id, role, type, first_day, last_day, day, place, country, lat, lon, killed, disputes, unreviewed,
    changed_at, made_at
) VALUES (
    :id, :role, :type, :first_day, :last_day, :day, :place, :country, :lat, :lon, :killed, :disputes,
    :unreviewed, :changed_at, :made_at
) RETURNING number;

-- name: put_line
INSERT INTO line (event, line) VALUES (:event, :line);

-- name: remove_line
DELETE FROM line WHERE event = :event;

-- name: remove_event_words
DELETE FROM event_words WHERE rowid = :event;

-- name: put_event_words
-- A mark stands between two reports, so that no phrase is found across them.
INSERT INTO event_words (rowid, words)
SELECT told.event, group_concat(words, ' 0x0 ')
FROM told JOIN report_words ON report_words.rowid = told.report WHERE told.event = :event
GROUP BY told.event;

-- name: find_telling
SELECT told.event AS number FROM told JOIN report ON report.number = told.report WHERE report.id = :id;

-- name: put_member
INSERT OR REPLACE INTO member (mention, event) VALUES (:mention, :event);

-- name: put_told
INSERT OR IGNORE INTO told (report, event) SELECT number, :event FROM report WHERE id = :id;

-- name: hold_report
-- A report of a later stretch of the log that an event tells of already.
INSERT OR IGNORE INTO report (id, recorded_at) VALUES (:id, '');

-- name: put_report
INSERT INTO report (id, outlet, published, recorded_at)
VALUES (:id, :outlet, :published, :recorded_at)
ON CONFLICT (id) DO UPDATE SET
    outlet = excluded.outlet, published = excluded.published, recorded_at = excluded.recorded_at
RETURNING number;

-- name: remove_coded
DELETE FROM coded WHERE report = :report;

-- name: put_coded
INSERT INTO coded (coder, report) VALUES (:coder, :report);

-- name: remove_words
DELETE FROM report_words WHERE rowid = :report;

-- name: put_words
INSERT INTO report_words (rowid, words) VALUES (:report, :words);

-- name: scan_lines
SELECT line FROM event JOIN line ON line.event = event.number ORDER BY id;

-- name: scan_reports
SELECT report.id, outlet, published, recorded_at, words
FROM report JOIN report_words ON report_words.rowid = report.number ORDER BY report.id;

-- name: scan_event_words
SELECT event.id, words FROM event JOIN event_words ON event_words.rowid = event.number ORDER BY event.id;

-- name: scan_told
SELECT report.id AS report, event.id AS event
FROM told JOIN report ON report.number = told.report JOIN event ON event.number = told.event
ORDER BY report.id, event.id;

-- name: scan_coded
SELECT coder, report.id AS report FROM coded JOIN report ON report.number = coded.report ORDER BY coder, report.id;

-- name: select_coders
-- From one coder to the next by the index, past the reports of each.
WITH RECURSIVE found (coder) AS (
    SELECT min(coder) FROM coded
    UNION ALL
    SELECT (SELECT min(coder) FROM coded WHERE coder > found.coder) FROM found WHERE found.coder IS NOT NULL
)
SELECT coder FROM found WHERE coder IS NOT NULL;

-- name: count_coded
SELECT count(*) AS reports FROM coded WHERE coder = :coder;

-- name: find_shared
-- The latest first, by when the list met them.
SELECT report.id FROM coded AS one CROSS JOIN coded AS other ON other.report = one.report AND other.coder = :more
JOIN report ON report.number = one.report
WHERE one.coder = :fewer ORDER BY one.report DESC LIMIT :limit;

-- name: count_shared
SELECT count(*) AS reports
FROM coded AS one CROSS JOIN coded AS other ON other.report = one.report AND other.coder = :more
WHERE one.coder = :fewer;

-- name: select_lines
SELECT line FROM (SELECT * FROM event WHERE {where} ORDER BY {order} LIMIT :limit) AS chosen
JOIN line ON line.event = chosen.number ORDER BY {order};

-- name: select_counts
SELECT
    count(*) AS events, count(nullif(disputes, 0)) AS disputed, count(nullif(unreviewed, 0)) AS unreviewed,
    min(nullif(day, '')) AS first_day, max(nullif(day, '')) AS last_day
FROM event WHERE {where};

-- name: select_spots
SELECT line FROM (
    SELECT * FROM event WHERE {where} AND (lat IS NOT NULL OR country IS NOT NULL)
    ORDER BY {order} LIMIT :limit
) AS chosen JOIN line ON line.event = chosen.number ORDER BY {order};

-- name: select_types
SELECT type AS name, count(*) AS events FROM event GROUP BY type ORDER BY events DESC, type;

-- name: select_countries
SELECT country AS name, count(*) AS events FROM event WHERE country IS NOT NULL GROUP BY country ORDER BY country;

-- name: find_reports
-- The latest first, roughly: by when the list first met them.
SELECT report.id, outlet, published, recorded_at
FROM report_words JOIN report ON report.number = report_words.rowid
WHERE report_words MATCH :words ORDER BY report_words.rowid DESC LIMIT :limit;

-- name: find_told
SELECT line.line FROM told JOIN report ON report.number = told.report
JOIN event ON event.number = told.event JOIN line ON line.event = event.number
WHERE report.id = :report ORDER BY event.id;

-- name: where_all
TRUE

-- name: where_since
last_day >= :since

-- name: where_until
first_day <= :until

-- name: where_place
place >= :place AND place < :place_after

-- name: where_country
country = :country

-- name: where_box
lat BETWEEN :south AND :north AND lon BETWEEN :west AND :east

-- name: where_box_across
-- A box across the line of dates.
lat BETWEEN :south AND :north AND (lon >= :west OR lon <= :east)

-- name: where_type
type = :type

-- name: where_role
role = :role

-- name: where_disputed
disputes > 0

-- name: where_unreviewed
unreviewed > 0

-- name: where_changed
changed_at >= :changed

-- name: where_words
-- The plus keeps the order of the list: its rows are held against what was found, not sorted afterwards.
+number IN (SELECT rowid FROM event_words WHERE event_words MATCH :words)

-- name: order_latest
day DESC, id DESC

-- name: order_earliest
day, id

-- name: order_changed
changed_at DESC, id DESC

-- name: order_killed
killed DESC, id DESC

-- name: after_latest
(day, id) < (:after_key, :after_id)

-- name: after_earliest
(day, id) > (:after_key, :after_id)

-- name: after_changed
(changed_at, id) < (:after_key, :after_id)

-- name: after_killed
(killed, id) < (:after_key, :after_id)
