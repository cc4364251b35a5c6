-- Question: how many names of the list behind a set of vulnerable areas are an area of one type and vintage?
-- Parameters: $group_id, $type, $vintage
-- Columns: names, matched
SELECT count(DISTINCT name) AS names, count(DISTINCT name) FILTER (area_type = $type AND vintage = $vintage) AS matched
FROM area_list WHERE set_of_list(list_id) = $group_id
