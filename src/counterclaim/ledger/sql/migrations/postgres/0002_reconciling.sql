-- Schema 2: judgements, receipts and retractions join the log; reports tell their instant; and an
-- index that is derived from the rows, stands outside the log and may be made anew at any time.

-- The instant of publication with its zone. Rows of schema 1 have none, and their hashes do not
-- cover the column: what is NULL here is left out of the row's body.
ALTER TABLE report ADD COLUMN published_at TEXT;
-- What the publisher tells of this version of its item, as JSON; NULL where nothing does.
ALTER TABLE report ADD COLUMN edition TEXT;

-- Whether two mentions describe one event; reasons is JSON.
CREATE TABLE judgement (
    sequence BIGINT PRIMARY KEY REFERENCES log (sequence),
    id TEXT COLLATE "C" NOT NULL UNIQUE,
    left_mention TEXT COLLATE "C" NOT NULL,
    right_mention TEXT COLLATE "C" NOT NULL,
    verdict TEXT NOT NULL,
    judge TEXT NOT NULL,
    judge_kind TEXT NOT NULL,
    score DOUBLE PRECISION,
    reasons TEXT NOT NULL,
    note TEXT,
    made_at TEXT
);

-- From which raw bytes a report was read; size counts bytes.
CREATE TABLE receipt (
    sequence BIGINT PRIMARY KEY REFERENCES log (sequence),
    id TEXT COLLATE "C" NOT NULL UNIQUE,
    report TEXT COLLATE "C" NOT NULL REFERENCES report (id),
    raw_sha256 TEXT NOT NULL,
    size BIGINT NOT NULL,
    origin TEXT,
    part TEXT
);

-- That a report was withdrawn, by whom and why.
CREATE TABLE retraction (
    sequence BIGINT PRIMARY KEY REFERENCES log (sequence),
    id TEXT COLLATE "C" NOT NULL UNIQUE,
    report TEXT COLLATE "C" NOT NULL REFERENCES report (id),
    retracted_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    made_at TEXT NOT NULL
);

CREATE INDEX judgement_left ON judgement (left_mention);
CREATE INDEX judgement_right ON judgement (right_mention);
CREATE INDEX receipt_of_report ON receipt (report);
CREATE INDEX retraction_of_report ON retraction (report);

-- Derived and never evidence: what an owner (a mention, a report) is found by, and what is kept of it.
CREATE TABLE index_entry (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    space TEXT COLLATE "C" NOT NULL,
    owner TEXT COLLATE "C" NOT NULL,
    payload BYTEA NOT NULL,
    UNIQUE (space, owner)
);

CREATE TABLE index_key (
    space TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    entry BIGINT NOT NULL REFERENCES index_entry (id),
    PRIMARY KEY (space, name, entry)
);

CREATE INDEX index_key_of_entry ON index_key (entry);

-- The raw bytes that reports were read from, under the SHA-256 of them all, in pieces from 0 on. They are
-- no rows of the log: the receipts hold their names.
CREATE TABLE raw_chunk (
    sha256 TEXT COLLATE "C" NOT NULL,
    number INTEGER NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (sha256, number)
);

DO $$
DECLARE
    chained TEXT;
BEGIN
    FOREACH chained IN ARRAY ARRAY['judgement', 'receipt', 'retraction', 'raw_chunk'] LOOP
        EXECUTE format(
            'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I'
            ' FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', chained
        );
    END LOOP;
END
$$;

INSERT INTO ledger_version (version) VALUES (2);
