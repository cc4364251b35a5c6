-- Question: what are all figures of one indicator, type of area and year?
-- Parameters: $indicator, $type, $vintage, $year
-- Columns: code, name, gemeente_code, value; lowest first
SELECT area_code AS code, name, gemeente_code, value.value
FROM value JOIN area USING (area_type, area_code, vintage)
WHERE indicator_id = $indicator AND area_type = $type AND vintage = $vintage AND year = $year
    AND value.value IS NOT NULL
ORDER BY value.value, area_code
