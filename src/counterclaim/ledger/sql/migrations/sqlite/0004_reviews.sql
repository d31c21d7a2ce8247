-- Schema 4: what persons say of coders' statements, and add to them, joins the log.

-- own is the id of the person's statement; own_statement and opened, the mention that an addition opens,
-- are JSON; seen is the last review of the statement that the person knew.
CREATE TABLE review (
    sequence INTEGER PRIMARY KEY REFERENCES log (sequence),
    id TEXT NOT NULL UNIQUE,
    report TEXT NOT NULL REFERENCES report (id),
    mention TEXT NOT NULL,
    verdict TEXT NOT NULL,
    statement TEXT NOT NULL,
    own TEXT,
    own_statement TEXT,
    opened TEXT,
    seen TEXT,
    takes_back TEXT,
    reviewer TEXT NOT NULL,
    note TEXT,
    made_at TEXT NOT NULL
) STRICT;

CREATE INDEX review_of_report ON review (report);
CREATE INDEX review_of_mention ON review (mention);
CREATE INDEX review_own ON review (own);
-- A person names a statement by its id or the beginning of it.
CREATE INDEX statement_id ON statement (id);

CREATE TRIGGER review_is_never_changed BEFORE UPDATE ON review
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: rows are never changed');
END;

CREATE TRIGGER review_is_never_removed BEFORE DELETE ON review
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: rows are never removed');
END;

INSERT INTO ledger_version (version) VALUES (4);
