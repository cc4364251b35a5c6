-- Question: which codes exist in one type and vintage?
-- Parameters: $type, $vintage
-- Columns: code
SELECT code FROM area WHERE type = $type AND vintage = $vintage ORDER BY code
