-- Question: which areas are in a set of vulnerable areas?
-- Parameters: $group_id, $type, $vintage
-- Columns: code
SELECT area_code AS code FROM vulnerable WHERE group_id = $group_id AND area_type = $type AND vintage = $vintage ORDER BY code
