-- Question: what are the boundaries of these areas of one map?
-- Parameters: $type, $vintage, $codes (a list)
-- Columns: code, wkb; by code. Areas without a polygon are not in it
SELECT area_code AS code, wkb FROM polygon
WHERE area_type = $type AND vintage = $vintage AND list_contains($codes, area_code)
ORDER BY area_code
