-- Queries over the derived index, which every SQL backend shares. These rows are no evidence: they
-- are changed and removed at will, and can be made anew from the log.

-- name: put_entry
INSERT INTO index_entry (space, owner, payload) VALUES (:space, :owner, :payload)
ON CONFLICT (space, owner) DO UPDATE SET payload = excluded.payload
RETURNING id;

-- name: remove_keys
DELETE FROM index_key WHERE entry = :entry;

-- name: insert_key
INSERT INTO index_key (space, name, entry) VALUES (:space, :name, :entry);

-- name: find_by_keys
SELECT owner, payload FROM index_entry
WHERE id IN (SELECT entry FROM index_key WHERE space = :space AND name IN :names);

-- name: find_by_owners
SELECT owner, payload FROM index_entry WHERE space = :space AND owner IN :names;

-- name: page_entries
SELECT owner, payload FROM index_entry
WHERE space = :space AND owner > :after ORDER BY owner LIMIT :size;

-- name: drop_keys
DELETE FROM index_key WHERE space = :space;

-- name: drop_entries
DELETE FROM index_entry WHERE space = :space;
