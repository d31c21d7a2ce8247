-- The ledger's tables, for SQLite. Rows are only appended: triggers refuse every change and every
-- removal. `log` gives each row of the other tables its place and its hash; all tables share one
-- sequence.

-- Which schema this file has; a reader that does not know the number leaves the file alone.
CREATE TABLE ledger_version (
    version INTEGER NOT NULL
) STRICT;

-- hash = sha256(previous hash + canonical JSON of sequence, kind, id, recorded_at and the row's columns)
CREATE TABLE log (
    sequence INTEGER PRIMARY KEY,
    recorded_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE
) STRICT;

-- The exact text and all that a report's id is made from; `published` only where it was given beside the text.
CREATE TABLE report (
    sequence INTEGER PRIMARY KEY REFERENCES log (sequence),
    id TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    url TEXT,
    outlet TEXT,
    title TEXT,
    language TEXT,
    published TEXT
) STRICT;

-- One coder's reading of one report, with what it settled about the report; byline is JSON.
CREATE TABLE coding (
    sequence INTEGER PRIMARY KEY REFERENCES log (sequence),
    id TEXT NOT NULL UNIQUE,
    report TEXT NOT NULL REFERENCES report (id),
    coder TEXT NOT NULL,
    version TEXT NOT NULL,
    model TEXT NOT NULL,
    vocabulary TEXT NOT NULL,
    path TEXT,
    byline TEXT NOT NULL,
    published TEXT,
    published_basis TEXT NOT NULL
) STRICT;

-- A report's description of one event; id is unique within its coding.
CREATE TABLE mention (
    sequence INTEGER PRIMARY KEY REFERENCES log (sequence),
    id TEXT NOT NULL,
    coding TEXT NOT NULL REFERENCES coding (id),
    report TEXT NOT NULL REFERENCES report (id),
    event TEXT NOT NULL,
    role TEXT NOT NULL,
    type TEXT NOT NULL,
    mode TEXT,
    label TEXT NOT NULL
) STRICT;

-- The atom: value, speakers and evidence are JSON in canonical form (keys sorted, no white space).
CREATE TABLE statement (
    sequence INTEGER PRIMARY KEY REFERENCES log (sequence),
    id TEXT NOT NULL,
    coding TEXT NOT NULL REFERENCES coding (id),
    report TEXT NOT NULL REFERENCES report (id),
    mention TEXT NOT NULL,
    property TEXT NOT NULL,
    value TEXT NOT NULL,
    speakers TEXT NOT NULL,
    polarity TEXT NOT NULL,
    certainty TEXT NOT NULL,
    said_on TEXT,
    basis TEXT NOT NULL,
    evidence TEXT NOT NULL,
    confidence REAL NOT NULL,
    coder TEXT NOT NULL
) STRICT;

-- What a check noticed; evidence is JSON.
CREATE TABLE finding (
    sequence INTEGER PRIMARY KEY REFERENCES log (sequence),
    id TEXT NOT NULL,
    coding TEXT NOT NULL REFERENCES coding (id),
    report TEXT NOT NULL REFERENCES report (id),
    rule TEXT NOT NULL,
    severity TEXT NOT NULL,
    message TEXT NOT NULL,
    evidence TEXT NOT NULL,
    suggestion TEXT
) STRICT;

-- What was skipped or failed while a report was coded.
CREATE TABLE problem (
    sequence INTEGER PRIMARY KEY REFERENCES log (sequence),
    id TEXT NOT NULL,
    coding TEXT NOT NULL REFERENCES coding (id),
    report TEXT NOT NULL REFERENCES report (id),
    kind TEXT NOT NULL,
    message TEXT NOT NULL,
    location TEXT
) STRICT;

CREATE INDEX coding_of_report ON coding (report);
CREATE INDEX mention_of_report ON mention (report);
CREATE INDEX statement_of_report ON statement (report);
CREATE INDEX finding_of_report ON finding (report);
CREATE INDEX problem_of_report ON problem (report);
CREATE INDEX mention_event ON mention (event);

CREATE TRIGGER ledger_version_is_never_changed BEFORE UPDATE ON ledger_version
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: rows are never changed');
END;

CREATE TRIGGER ledger_version_is_never_removed BEFORE DELETE ON ledger_version
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: rows are never removed');
END;

CREATE TRIGGER log_is_never_changed BEFORE UPDATE ON log
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: rows are never changed');
END;

CREATE TRIGGER log_is_never_removed BEFORE DELETE ON log
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: rows are never removed');
END;

CREATE TRIGGER report_is_never_changed BEFORE UPDATE ON report
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: rows are never changed');
END;

CREATE TRIGGER report_is_never_removed BEFORE DELETE ON report
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: rows are never removed');
END;

CREATE TRIGGER coding_is_never_changed BEFORE UPDATE ON coding
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: rows are never changed');
END;

CREATE TRIGGER coding_is_never_removed BEFORE DELETE ON coding
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: rows are never removed');
END;

CREATE TRIGGER mention_is_never_changed BEFORE UPDATE ON mention
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: rows are never changed');
END;

CREATE TRIGGER mention_is_never_removed BEFORE DELETE ON mention
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: rows are never removed');
END;

CREATE TRIGGER statement_is_never_changed BEFORE UPDATE ON statement
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: rows are never changed');
END;

CREATE TRIGGER statement_is_never_removed BEFORE DELETE ON statement
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: rows are never removed');
END;

CREATE TRIGGER finding_is_never_changed BEFORE UPDATE ON finding
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: rows are never changed');
END;

CREATE TRIGGER finding_is_never_removed BEFORE DELETE ON finding
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: rows are never removed');
END;

CREATE TRIGGER problem_is_never_changed BEFORE UPDATE ON problem
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: rows are never changed');
END;

CREATE TRIGGER problem_is_never_removed BEFORE DELETE ON problem
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: rows are never removed');
END;

INSERT INTO ledger_version (version) VALUES (1);
