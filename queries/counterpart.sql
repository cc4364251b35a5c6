-- Question: which area of another vintage is the same as this one, or overlaps it for at least 90%?
-- Parameters: $type, $code, $vintage, $other_vintage
-- Columns: code
SELECT other_code AS code FROM comparable
WHERE type = $type AND code = $code AND vintage = $vintage AND other_vintage = $other_vintage
