-- Schema 2: judgements, receipts and retractions join the log; reports tell their instant; and an
-- index that is derived from the rows, stands outside the log and may be made anew at any time.

-- The instant of publication with its zone. Rows of schema 1 have none, and their hashes do not
-- cover the column: what is NULL here is left out of the row's body.
ALTER TABLE report ADD COLUMN published_at TEXT;
-- What the publisher tells of this version of its item, as JSON; NULL where nothing does.
ALTER TABLE report ADD COLUMN edition TEXT;

-- Whether two mentions describe one event; reasons is JSON.
CREATE TABLE judgement (
    sequence INTEGER PRIMARY KEY REFERENCES log (sequence),
    id TEXT NOT NULL UNIQUE,
    left_mention TEXT NOT NULL,
    right_mention TEXT NOT NULL,
    verdict TEXT NOT NULL,
    judge TEXT NOT NULL,
    judge_kind TEXT NOT NULL,
    score REAL,
    reasons TEXT NOT NULL,
    note TEXT,
    made_at TEXT
) STRICT;

-- From which raw bytes a report was read; size counts bytes.
CREATE TABLE receipt (
    sequence INTEGER PRIMARY KEY REFERENCES log (sequence),
    id TEXT NOT NULL UNIQUE,
    report TEXT NOT NULL REFERENCES report (id),
    raw_sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    origin TEXT,
    part TEXT
) STRICT;

-- That a report was withdrawn, by whom and why.
CREATE TABLE retraction (
    sequence INTEGER PRIMARY KEY REFERENCES log (sequence),
    id TEXT NOT NULL UNIQUE,
    report TEXT NOT NULL REFERENCES report (id),
    retracted_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    made_at TEXT NOT NULL
) STRICT;

CREATE INDEX judgement_left ON judgement (left_mention);
CREATE INDEX judgement_right ON judgement (right_mention);
CREATE INDEX receipt_of_report ON receipt (report);
CREATE INDEX retraction_of_report ON retraction (report);

-- Derived and never evidence: what an owner (a mention, a report) is found by, and what is kept of it.
CREATE TABLE index_entry (
    id INTEGER PRIMARY KEY,
    space TEXT NOT NULL,
    owner TEXT NOT NULL,
    payload BLOB NOT NULL,
    UNIQUE (space, owner)
) STRICT;

CREATE TABLE index_key (
    space TEXT NOT NULL,
    name TEXT NOT NULL,
    entry INTEGER NOT NULL REFERENCES index_entry (id),
    PRIMARY KEY (space, name, entry)
) STRICT, WITHOUT ROWID;

CREATE INDEX index_key_of_entry ON index_key (entry);

CREATE TRIGGER judgement_is_never_changed BEFORE UPDATE ON judgement
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: rows are never changed');
END;

CREATE TRIGGER judgement_is_never_removed BEFORE DELETE ON judgement
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: rows are never removed');
END;

CREATE TRIGGER receipt_is_never_changed BEFORE UPDATE ON receipt
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: rows are never changed');
END;

CREATE TRIGGER receipt_is_never_removed BEFORE DELETE ON receipt
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: rows are never removed');
END;

CREATE TRIGGER retraction_is_never_changed BEFORE UPDATE ON retraction
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: rows are never changed');
END;

CREATE TRIGGER retraction_is_never_removed BEFORE DELETE ON retraction
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: rows are never removed');
END;

INSERT INTO ledger_version (version) VALUES (2);
