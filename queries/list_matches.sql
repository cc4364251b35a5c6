-- Question: how many names of the list behind a set of vulnerable areas are an area of one type and vintage?
-- Parameters: $group_id, $type, $vintage
-- Columns: names, matched (to an area of that vintage, or to one that is the same place)
SELECT count(DISTINCT name) AS names, count(DISTINCT name) FILTER (comparable.area_code IS NOT NULL) AS matched
FROM area_list
LEFT JOIN comparable ON comparable.area_type = area_list.area_type AND measured_code = area_list.area_code
    AND measured_vintage = area_list.vintage AND comparable.area_type = $type AND comparable.vintage = $vintage
WHERE set_of_list(list_id) = $group_id
