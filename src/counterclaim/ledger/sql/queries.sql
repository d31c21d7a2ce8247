-- Queries that every SQL backend shares; `-- name:` starts a query, `:word` is a parameter.

-- name: insert_log
INSERT INTO log (sequence, recorded_at, kind, id, hash)
VALUES (:sequence, :recorded_at, :kind, :id, :hash);

-- name: insert_report
INSERT INTO report (
    sequence, id, text, text_sha256, url, outlet, title, language, published
) VALUES (
    :sequence, :id, :text, :text_sha256, :url, :outlet, :title, :language, :published
);

-- name: insert_coding
INSERT INTO coding (
    sequence, id, report, coder, version, model, vocabulary, path, byline, published,
    published_basis
) VALUES (
    :sequence, :id, :report, :coder, :version, :model, :vocabulary, :path, :byline, :published,
    :published_basis
);

-- name: insert_mention
INSERT INTO mention (
    sequence, id, coding, report, event, role, type, mode, label
) VALUES (
    :sequence, :id, :coding, :report, :event, :role, :type, :mode, :label
);

-- name: insert_statement
INSERT INTO statement (
    sequence, id, coding, report, mention, property, value, speakers, polarity, certainty,
    said_on, basis, evidence, confidence, coder
) VALUES (
    :sequence, :id, :coding, :report, :mention, :property, :value, :speakers, :polarity,
    :certainty, :said_on, :basis, :evidence, :confidence, :coder
);

-- name: insert_finding
INSERT INTO finding (
    sequence, id, coding, report, rule, severity, message, evidence, suggestion
) VALUES (
    :sequence, :id, :coding, :report, :rule, :severity, :message, :evidence, :suggestion
);

-- name: insert_problem
INSERT INTO problem (
    sequence, id, coding, report, kind, message, location
) VALUES (
    :sequence, :id, :coding, :report, :kind, :message, :location
);

-- name: find_tail
SELECT sequence, hash FROM log ORDER BY sequence DESC LIMIT 1;

-- name: find_report_ids
SELECT id FROM report ORDER BY sequence;

-- name: find_report
SELECT
    id, text, text_sha256, url, outlet, title, language, published
FROM report WHERE id = :report ORDER BY sequence;

-- name: find_coding
-- With the time of recording, which is the log's and no column of the coding.
SELECT
    coding.id, report, coder, version, model, vocabulary, path, byline, published,
    published_basis, recorded_at
FROM coding JOIN log ON log.sequence = coding.sequence
WHERE report = :report ORDER BY coding.sequence;

-- name: find_mention
SELECT
    id, coding, report, event, role, type, mode, label
FROM mention WHERE report = :report ORDER BY sequence;

-- name: find_statement
SELECT
    id, coding, report, mention, property, value, speakers, polarity, certainty, said_on, basis,
    evidence, confidence, coder
FROM statement WHERE report = :report ORDER BY sequence;

-- name: find_finding
SELECT
    id, coding, report, rule, severity, message, evidence, suggestion
FROM finding WHERE report = :report ORDER BY sequence;

-- name: find_problem
SELECT
    id, coding, report, kind, message, location
FROM problem WHERE report = :report ORDER BY sequence;

-- name: find_event_matches
-- `after` is the prefix and a character that sorts after all those of ids.
SELECT DISTINCT report, event FROM mention WHERE event >= :prefix AND event < :after;

-- name: find_report_matches
SELECT id FROM report WHERE id >= :prefix AND id < :after;

-- name: scan_log
-- The scans feed `verify`: each table whole, in the order of the log.
SELECT sequence, recorded_at, kind, id, hash FROM log ORDER BY sequence;

-- name: scan_report
SELECT
    sequence, id, text, text_sha256, url, outlet, title, language, published
FROM report ORDER BY sequence;

-- name: scan_coding
SELECT
    sequence, id, report, coder, version, model, vocabulary, path, byline, published,
    published_basis
FROM coding ORDER BY sequence;

-- name: scan_mention
SELECT
    sequence, id, coding, report, event, role, type, mode, label
FROM mention ORDER BY sequence;

-- name: scan_statement
SELECT
    sequence, id, coding, report, mention, property, value, speakers, polarity, certainty,
    said_on, basis, evidence, confidence, coder
FROM statement ORDER BY sequence;

-- name: scan_finding
SELECT
    sequence, id, coding, report, rule, severity, message, evidence, suggestion
FROM finding ORDER BY sequence;

-- name: scan_problem
SELECT
    sequence, id, coding, report, kind, message, location
FROM problem ORDER BY sequence;
