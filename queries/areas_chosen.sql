-- Question: which areas are there, of a type, in a vintage, within a regio?
-- Parameters (NULL is everything): $type, $vintage, $regio, $provincie, $gemeenten (a list)
-- Columns: type, code, vintage, name, gemeente_code, gemeente_name, provincie_code, regio_code, lon, lat, inhabitants
SELECT area_type AS type, area_code AS code, vintage, name, gemeente_code, gemeente_name, provincie_code, regio_code,
    lon, lat, inhabitants
FROM area
WHERE area_type <> 'regio' AND ($type IS NULL OR area_type = $type) AND ($vintage IS NULL OR vintage = $vintage)
    AND ($regio IS NULL OR regio_code = $regio) AND ($provincie IS NULL OR provincie_code = $provincie)
    AND ($gemeenten IS NULL OR list_contains($gemeenten, gemeente_code))
ORDER BY type, vintage, code
