-- Schema 3: notices by which publishers withdraw items join the log, whether or not a report of the item
-- is there; retractions follow from them.

-- That a publisher withdrew an item, named by the publisher's id of it, its address, or both. made_at is
-- what the notice itself tells, noted_at when it was read; size counts the raw bytes it was read from.
CREATE TABLE notice (
    sequence BIGINT PRIMARY KEY REFERENCES log (sequence),
    id TEXT COLLATE "C" NOT NULL UNIQUE,
    guid TEXT,
    url TEXT,
    given_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    made_at TEXT,
    noted_at TEXT NOT NULL,
    raw_sha256 TEXT,
    size BIGINT,
    origin TEXT
);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON notice
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

INSERT INTO ledger_version (version) VALUES (3);
