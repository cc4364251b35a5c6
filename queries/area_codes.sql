-- Question: which codes exist in one type and vintage?
-- Parameters: $type, $vintage
-- Columns: code
SELECT area_code AS code FROM area WHERE area_type = $type AND vintage = $vintage ORDER BY code
