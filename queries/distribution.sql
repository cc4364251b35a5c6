-- Question: what are all figures of one indicator, type of area and year?
-- Parameters: $indicator, $type, $vintage, $year
-- Columns: code, name, gemeente_code, value; lowest first
SELECT area.code, area.name, area.gemeente_code, value.value
FROM value JOIN area ON area.type = area_type AND area.code = area_code AND area.vintage = value.vintage
WHERE indicator_id = $indicator AND area_type = $type AND value.vintage = $vintage AND year = $year
    AND value.value IS NOT NULL
ORDER BY value.value, area.code
