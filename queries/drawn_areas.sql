-- Question: which areas of any vintage are comparable with an area on this map?
-- Parameters: $type, $drawn_on (the vintage of the map)
-- Columns: code, vintage, drawn_code
SELECT area_code AS code, vintage, measured_code AS drawn_code FROM comparable
WHERE area_type = $type AND measured_vintage = $drawn_on
ORDER BY vintage, code
