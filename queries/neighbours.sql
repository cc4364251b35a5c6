-- Question: which areas lie beside this one?
-- Parameters: $type, $code, $vintage
-- Columns: code, name, gemeente_name, inhabitants; by name. None in a vintage that is not shown first
SELECT neighbour_code AS code, name, gemeente_name, inhabitants
FROM neighbour
JOIN area ON area.area_type = neighbour.area_type AND area.area_code = neighbour_code AND area.vintage = neighbour.vintage
WHERE neighbour.area_type = $type AND neighbour.area_code = $code AND neighbour.vintage = $vintage
ORDER BY name, code
