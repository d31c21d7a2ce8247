-- Raw bytes in pieces, for databases that have no folder beside them; the pieces are numbered from 0.

-- name: insert_chunk
INSERT INTO raw_chunk (sha256, number, bytes) VALUES (:sha256, :number, :bytes);

-- name: find_chunk
SELECT bytes FROM raw_chunk WHERE sha256 = :sha256 AND number = :number;

-- name: find_raw
SELECT sha256 FROM raw_chunk WHERE sha256 = :sha256 AND number = 0;

-- name: page_raw
SELECT sha256 FROM raw_chunk
WHERE number = 0 AND sha256 > :after ORDER BY sha256 LIMIT :size;
