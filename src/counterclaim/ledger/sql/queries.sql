-- Queries that every SQL backend shares; `-- name:` starts a query, `:word` is a parameter.

-- name: insert_log
INSERT INTO log (sequence, recorded_at, kind, id, hash)
VALUES (:sequence, :recorded_at, :kind, :id, :hash);

-- name: insert_report
INSERT INTO report (
    sequence, id, text, text_sha256, url, outlet, title, language, published, published_at, edition
) VALUES (
    :sequence, :id, :text, :text_sha256, :url, :outlet, :title, :language, :published,
    :published_at, :edition
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

-- name: insert_judgement
INSERT INTO judgement (
    sequence, id, left_mention, right_mention, verdict, judge, judge_kind, score, reasons, note,
    made_at
) VALUES (
    :sequence, :id, :left_mention, :right_mention, :verdict, :judge, :judge_kind, :score,
    :reasons, :note, :made_at
);

-- name: insert_receipt
INSERT INTO receipt (
    sequence, id, report, raw_sha256, size, origin, part
) VALUES (
    :sequence, :id, :report, :raw_sha256, :size, :origin, :part
);

-- name: insert_retraction
INSERT INTO retraction (
    sequence, id, report, retracted_by, reason, made_at
) VALUES (
    :sequence, :id, :report, :retracted_by, :reason, :made_at
);

-- name: insert_notice
INSERT INTO notice (
    sequence, id, guid, url, given_by, reason, made_at, noted_at, raw_sha256, size, origin
) VALUES (
    :sequence, :id, :guid, :url, :given_by, :reason, :made_at, :noted_at, :raw_sha256, :size,
    :origin
);

-- name: insert_review
INSERT INTO review (
    sequence, id, report, mention, verdict, statement, own, own_statement, opened, seen, takes_back,
    reviewer, note, made_at
) VALUES (
    :sequence, :id, :report, :mention, :verdict, :statement, :own, :own_statement, :opened, :seen,
    :takes_back, :reviewer, :note, :made_at
);

-- name: find_tail
SELECT sequence, hash FROM log ORDER BY sequence DESC LIMIT 1;

-- name: find_touched
-- Rows of a coding come with the coding's own.
SELECT sequence, report, NULL AS mention FROM coding WHERE sequence > :after AND sequence <= :until
UNION ALL
SELECT sequence, NULL AS report, left_mention AS mention FROM judgement
WHERE sequence > :after AND sequence <= :until
UNION ALL
SELECT sequence, NULL AS report, right_mention AS mention FROM judgement
WHERE sequence > :after AND sequence <= :until
ORDER BY sequence;

-- name: find_report_ids
SELECT id FROM report ORDER BY sequence;

-- name: find_report
SELECT
    id, text, text_sha256, url, outlet, title, language, published, published_at, edition
FROM report WHERE id IN :reports ORDER BY sequence;

-- name: find_coding
-- With the time of recording, which is the log's and no column of the coding.
SELECT
    coding.id, report, coder, version, model, vocabulary, path, byline, published,
    published_basis, recorded_at
FROM coding JOIN log ON log.sequence = coding.sequence
WHERE report IN :reports ORDER BY coding.sequence;

-- name: find_mention
SELECT
    id, coding, report, event, role, type, mode, label
FROM mention WHERE report IN :reports ORDER BY sequence;

-- name: find_statement
SELECT
    id, coding, report, mention, property, value, speakers, polarity, certainty, said_on, basis,
    evidence, confidence, coder
FROM statement WHERE report IN :reports ORDER BY sequence;

-- name: find_finding
SELECT
    id, coding, report, rule, severity, message, evidence, suggestion
FROM finding WHERE report IN :reports ORDER BY sequence;

-- name: find_problem
SELECT
    id, coding, report, kind, message, location
FROM problem WHERE report IN :reports ORDER BY sequence;

-- name: find_receipt
SELECT
    id, report, raw_sha256, size, origin, part
FROM receipt WHERE report IN :reports ORDER BY sequence;

-- name: find_retraction
SELECT
    id, report, retracted_by, reason, made_at
FROM retraction WHERE report IN :reports ORDER BY sequence;

-- name: find_review
SELECT
    id, report, mention, verdict, statement, own, own_statement, opened, seen, takes_back, reviewer,
    note, made_at
FROM review WHERE report IN :reports ORDER BY sequence;

-- name: find_judgements
-- No pair holds one key twice, so that no row comes twice.
SELECT
    sequence, id, left_mention, right_mention, verdict, judge, judge_kind, score, reasons, note,
    made_at
FROM judgement WHERE left_mention = :key
UNION ALL
SELECT
    sequence, id, left_mention, right_mention, verdict, judge, judge_kind, score, reasons, note,
    made_at
FROM judgement WHERE right_mention = :key
ORDER BY sequence;

-- name: page_judgement
-- Pages of a table are read whole, so that no cursor stands open while the caller writes.
SELECT
    sequence, id, left_mention, right_mention, verdict, judge, judge_kind, score, reasons, note,
    made_at
FROM judgement WHERE sequence > :after ORDER BY sequence LIMIT :size;

-- name: page_receipt
SELECT
    sequence, id, report, raw_sha256, size, origin, part
FROM receipt WHERE sequence > :after ORDER BY sequence LIMIT :size;

-- name: page_retraction
SELECT
    sequence, id, report, retracted_by, reason, made_at
FROM retraction WHERE sequence > :after ORDER BY sequence LIMIT :size;

-- name: page_notice
SELECT
    sequence, id, guid, url, given_by, reason, made_at, noted_at, raw_sha256, size, origin
FROM notice WHERE sequence > :after ORDER BY sequence LIMIT :size;

-- name: page_review
SELECT
    sequence, id, report, mention, verdict, statement, own, own_statement, opened, seen, takes_back,
    reviewer, note, made_at
FROM review WHERE sequence > :after ORDER BY sequence LIMIT :size;

-- name: find_judgement_ids
SELECT id FROM judgement WHERE id IN :ids;

-- name: find_receipt_ids
SELECT id FROM receipt WHERE id IN :ids;

-- name: find_retraction_ids
SELECT id FROM retraction WHERE id IN :ids;

-- name: find_notice_ids
SELECT id FROM notice WHERE id IN :ids;

-- name: find_review_ids
SELECT id FROM review WHERE id IN :ids;

-- name: find_mention_reports
SELECT event, report FROM mention WHERE event IN :keys
UNION
SELECT mention, report FROM review WHERE opened IS NOT NULL AND mention IN :keys;

-- name: find_event_matches
-- `after` is the prefix and a character that sorts after all those of ids.
SELECT report, event FROM mention WHERE event >= :prefix AND event < :after
UNION
SELECT report, mention FROM review
WHERE opened IS NOT NULL AND mention >= :prefix AND mention < :after;

-- name: find_reviewable
SELECT id, report FROM statement WHERE id >= :prefix AND id < :after
UNION
SELECT own, report FROM review WHERE own >= :prefix AND own < :after
UNION
SELECT id, report FROM review WHERE id >= :prefix AND id < :after;

-- name: find_report_matches
SELECT id FROM report WHERE id >= :prefix AND id < :after;

-- name: scan_log
-- The scans feed `verify` and `watch`: each table after a row, in the order of the log.
SELECT sequence, recorded_at, kind, id, hash FROM log WHERE sequence > :after ORDER BY sequence;

-- name: scan_report
SELECT
    sequence, id, text, text_sha256, url, outlet, title, language, published, published_at, edition
FROM report WHERE sequence > :after ORDER BY sequence;

-- name: scan_coding
SELECT
    sequence, id, report, coder, version, model, vocabulary, path, byline, published,
    published_basis
FROM coding WHERE sequence > :after ORDER BY sequence;

-- name: scan_mention
SELECT
    sequence, id, coding, report, event, role, type, mode, label
FROM mention WHERE sequence > :after ORDER BY sequence;

-- name: scan_statement
SELECT
    sequence, id, coding, report, mention, property, value, speakers, polarity, certainty,
    said_on, basis, evidence, confidence, coder
FROM statement WHERE sequence > :after ORDER BY sequence;

-- name: scan_finding
SELECT
    sequence, id, coding, report, rule, severity, message, evidence, suggestion
FROM finding WHERE sequence > :after ORDER BY sequence;

-- name: scan_problem
SELECT
    sequence, id, coding, report, kind, message, location
FROM problem WHERE sequence > :after ORDER BY sequence;

-- name: scan_judgement
SELECT
    sequence, id, left_mention, right_mention, verdict, judge, judge_kind, score, reasons, note,
    made_at
FROM judgement WHERE sequence > :after ORDER BY sequence;

-- name: scan_receipt
SELECT
    sequence, id, report, raw_sha256, size, origin, part
FROM receipt WHERE sequence > :after ORDER BY sequence;

-- name: scan_retraction
SELECT
    sequence, id, report, retracted_by, reason, made_at
FROM retraction WHERE sequence > :after ORDER BY sequence;

-- name: scan_notice
SELECT
    sequence, id, guid, url, given_by, reason, made_at, noted_at, raw_sha256, size, origin
FROM notice WHERE sequence > :after ORDER BY sequence;

-- name: scan_review
SELECT
    sequence, id, report, mention, verdict, statement, own, own_statement, opened, seen, takes_back,
    reviewer, note, made_at
FROM review WHERE sequence > :after ORDER BY sequence;
