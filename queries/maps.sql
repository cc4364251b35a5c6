-- Question: which maps are there of a type of area?
-- Parameters: $type
-- Columns: vintage; oldest first
SELECT vintage FROM map WHERE area_type = $type ORDER BY vintage
