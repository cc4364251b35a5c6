-- Question: which area of another vintage is the same as this one, or overlaps it for at least 90%?
-- Parameters: $type, $code, $vintage, $other_vintage
-- Columns: code
SELECT measured_code AS code FROM comparable
WHERE area_type = $type AND area_code = $code AND vintage = $vintage AND measured_vintage = $other_vintage
