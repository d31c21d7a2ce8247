-- The ledger's tables, for PostgreSQL; the same as for SQLite. Ids are compared by their bytes, so that
-- every backend orders them alike. Rows are only appended: triggers refuse every change and removal.

-- Which schema this database has; a reader that does not know the number leaves it alone.
CREATE TABLE ledger_version (
    version INTEGER NOT NULL
);

-- hash = sha256(previous hash + canonical JSON of sequence, kind, id, recorded_at and the row's columns)
CREATE TABLE log (
    sequence BIGINT PRIMARY KEY,
    recorded_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    hash TEXT NOT NULL UNIQUE
);

-- The exact text and all that a report's id is made from; `published` only where it was given beside the text.
CREATE TABLE report (
    sequence BIGINT PRIMARY KEY REFERENCES log (sequence),
    id TEXT COLLATE "C" NOT NULL UNIQUE,
    text TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    url TEXT,
    outlet TEXT,
    title TEXT,
    language TEXT,
    published TEXT
);

-- One coder's reading of one report, with what it settled about the report; byline is JSON.
CREATE TABLE coding (
    sequence BIGINT PRIMARY KEY REFERENCES log (sequence),
    id TEXT COLLATE "C" NOT NULL UNIQUE,
    report TEXT COLLATE "C" NOT NULL REFERENCES report (id),
    coder TEXT NOT NULL,
    version TEXT NOT NULL,
    model TEXT NOT NULL,
    vocabulary TEXT NOT NULL,
    path TEXT,
    byline TEXT NOT NULL,
    published TEXT,
    published_basis TEXT NOT NULL
);

-- A report's description of one event; id is unique within its coding.
CREATE TABLE mention (
    sequence BIGINT PRIMARY KEY REFERENCES log (sequence),
    id TEXT COLLATE "C" NOT NULL,
    coding TEXT COLLATE "C" NOT NULL REFERENCES coding (id),
    report TEXT COLLATE "C" NOT NULL REFERENCES report (id),
    event TEXT COLLATE "C" NOT NULL,
    role TEXT NOT NULL,
    type TEXT NOT NULL,
    mode TEXT,
    label TEXT NOT NULL
);

-- The atom: value, speakers and evidence are JSON in canonical form (keys sorted, no white space).
CREATE TABLE statement (
    sequence BIGINT PRIMARY KEY REFERENCES log (sequence),
    id TEXT COLLATE "C" NOT NULL,
    coding TEXT COLLATE "C" NOT NULL REFERENCES coding (id),
    report TEXT COLLATE "C" NOT NULL REFERENCES report (id),
    mention TEXT COLLATE "C" NOT NULL,
    property TEXT NOT NULL,
    value TEXT NOT NULL,
    speakers TEXT NOT NULL,
    polarity TEXT NOT NULL,
    certainty TEXT NOT NULL,
    said_on TEXT,
    basis TEXT NOT NULL,
    evidence TEXT NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    coder TEXT NOT NULL
);

-- What a check noticed; evidence is JSON.
CREATE TABLE finding (
    sequence BIGINT PRIMARY KEY REFERENCES log (sequence),
    id TEXT COLLATE "C" NOT NULL,
    coding TEXT COLLATE "C" NOT NULL REFERENCES coding (id),
    report TEXT COLLATE "C" NOT NULL REFERENCES report (id),
    rule TEXT NOT NULL,
    severity TEXT NOT NULL,
    message TEXT NOT NULL,
    evidence TEXT NOT NULL,
    suggestion TEXT
);

-- What was skipped or failed while a report was coded.
CREATE TABLE problem (
    sequence BIGINT PRIMARY KEY REFERENCES log (sequence),
    id TEXT COLLATE "C" NOT NULL,
    coding TEXT COLLATE "C" NOT NULL REFERENCES coding (id),
    report TEXT COLLATE "C" NOT NULL REFERENCES report (id),
    kind TEXT NOT NULL,
    message TEXT NOT NULL,
    location TEXT
);

CREATE INDEX coding_of_report ON coding (report);
CREATE INDEX mention_of_report ON mention (report);
CREATE INDEX statement_of_report ON statement (report);
CREATE INDEX finding_of_report ON finding (report);
CREATE INDEX problem_of_report ON problem (report);
CREATE INDEX mention_event ON mention (event);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only: rows are never changed or removed'
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;

DO $$
DECLARE
    chained TEXT;
BEGIN
    FOREACH chained IN ARRAY ARRAY[
        'ledger_version', 'log', 'report', 'coding', 'mention', 'statement', 'finding', 'problem'
    ] LOOP
        EXECUTE format(
            'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I'
            ' FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', chained
        );
    END LOOP;
END
$$;

INSERT INTO ledger_version (version) VALUES (1);
