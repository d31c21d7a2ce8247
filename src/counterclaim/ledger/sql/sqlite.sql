-- What only SQLite needs: settings of a connection, and how a transaction begins.

-- name: set_busy_timeout
-- Milliseconds to wait for another process that is writing.
PRAGMA busy_timeout = 60000;

-- name: set_journal_mode
-- Write-ahead log: readers go on reading while somebody writes.
PRAGMA journal_mode = WAL;

-- name: set_synchronous
-- With the write-ahead log, FULL has each transaction on the disk before the next thing is done.
PRAGMA synchronous = FULL;

-- name: set_cache_size
-- KiB of pages kept in memory, by its negative; a large index is read and written in no order.
PRAGMA cache_size = -65536;

-- name: set_foreign_keys
PRAGMA foreign_keys = ON;

-- name: begin_reading
BEGIN;

-- name: begin_writing
-- The lock is taken at once, so that the end of the log cannot move between reading and appending.
BEGIN IMMEDIATE;

-- name: count_tables
SELECT count(*) FROM sqlite_master WHERE type = 'table';

-- name: find_version_table
SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'ledger_version';

-- name: find_version
-- Rows are only added, so the last change of the schema has the highest number.
SELECT max(version) FROM ledger_version;
