-- Schema 4: what persons say of coders' statements, and add to them, joins the log.

-- own is the id of the person's statement; own_statement and opened, the mention that an addition opens,
-- are JSON; seen is the last review of the statement that the person knew.
CREATE TABLE review (
    sequence BIGINT PRIMARY KEY REFERENCES log (sequence),
    id TEXT COLLATE "C" NOT NULL UNIQUE,
    report TEXT COLLATE "C" NOT NULL REFERENCES report (id),
    mention TEXT COLLATE "C" NOT NULL,
    verdict TEXT NOT NULL,
    statement TEXT COLLATE "C" NOT NULL,
    own TEXT COLLATE "C",
    own_statement TEXT,
    opened TEXT,
    seen TEXT COLLATE "C",
    takes_back TEXT COLLATE "C",
    reviewer TEXT NOT NULL,
    note TEXT,
    made_at TEXT NOT NULL
);

CREATE INDEX review_of_report ON review (report);
CREATE INDEX review_of_mention ON review (mention);
CREATE INDEX review_own ON review (own);
-- A person names a statement by its id or the beginning of it.
CREATE INDEX statement_id ON statement (id);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON review
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

INSERT INTO ledger_version (version) VALUES (4);
