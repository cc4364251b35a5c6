-- Question: which buurten may lie in this box?
-- Parameters: $vintage, $west, $south, $east, $north (degrees)
-- Columns: code, wkb; by code. A buurt outside the box may be among them, none that touches it is missing
SELECT area_code AS code, wkb
FROM polygon JOIN area USING (area_type, vintage, area_code)
WHERE area_type = 'buurt' AND vintage = $vintage AND lon BETWEEN $west AND $east AND lat BETWEEN $south AND $north
ORDER BY code
