-- Question: which buurten lie beside these buurten together?
-- Parameters: $codes (a list), $vintage
-- Columns: code, name, gemeente_name, inhabitants; by name. None in a vintage that is not shown first
SELECT DISTINCT neighbour_code AS code, name, gemeente_name, inhabitants
FROM neighbour
JOIN area ON area.area_type = neighbour.area_type AND area.area_code = neighbour_code AND area.vintage = neighbour.vintage
WHERE neighbour.area_type = 'buurt' AND neighbour.vintage = $vintage AND list_contains($codes, neighbour.area_code)
    AND NOT list_contains($codes, neighbour_code)
ORDER BY name, code
