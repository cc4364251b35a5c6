-- Question: which areas are in a selection?
-- Parameters (NULL is everything): $type, $vintage, $regio, $provincie, $gemeenten, $codes (lists), $group_id (a set of
--   vulnerable areas), $inhabitants_from, $inhabitants_to
-- Columns: area_type, area_code, vintage, name, gemeente_code, gemeente_name, provincie_code, regio_code, lon, lat,
--   inhabitants, inhabitants_year, size_class, surface
SELECT * FROM area
WHERE ($type IS NULL OR area_type = $type)
    AND ($vintage IS NULL OR vintage = $vintage)
    AND ($regio IS NULL OR regio_code = $regio)
    AND ($provincie IS NULL OR provincie_code = $provincie)
    AND ($gemeenten IS NULL OR list_contains($gemeenten, gemeente_code))
    AND ($codes IS NULL OR list_contains($codes, area_code))
    AND ($group_id IS NULL OR (area_type, area_code, vintage) IN (
        SELECT (area_type, area_code, vintage) FROM vulnerable WHERE group_id = $group_id
    ))
    AND ($inhabitants_from IS NULL OR inhabitants >= $inhabitants_from)
    AND ($inhabitants_to IS NULL OR inhabitants <= $inhabitants_to)
