-- What only PostgreSQL needs: settings of a connection, the lock of a writer, and what is there.

-- name: set_lock_timeout
-- Milliseconds to wait for another process that is writing.
SET lock_timeout = 60000;

-- name: hold_ledger
-- One writer at a time. A table lock that keeps other writers out would ask for more than the right to
-- insert. Each ledger has its own lock, by the number of its log; 1668248942 is "coun" in ASCII.
SELECT pg_advisory_xact_lock(
    (1668248942::bigint << 32) | coalesce(to_regclass('log')::oid::bigint, 0)
);

-- name: find_encoding
SELECT current_setting('server_encoding');

-- name: count_tables
SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = current_schema();

-- name: find_version_table
SELECT count(*) FROM pg_catalog.pg_tables
WHERE schemaname = current_schema() AND tablename = 'ledger_version';

-- name: find_version
-- Rows are only added, so the last change of the schema has the highest number.
SELECT max(version) FROM ledger_version;
