-- Question: which areas started from the same position as this one, nearest first?
-- Parameters: $indicator, $type, $code, $vintage, $from_year
-- Columns: code
SELECT unnest(nearest) AS code FROM start_group
WHERE indicator_id = $indicator AND area_type = $type AND area_code = $code AND vintage = $vintage
    AND from_year = $from_year
