-- Question: which figures are in a selection?
-- Parameters (NULL is everything): $type, $vintage, $regio, $provincie, $gemeenten, $codes, $group_id (a set of
--   vulnerable areas), $indicators, $years, $positions, $trends (lists), $unusual (only what is), $value_from, $value_to,
--   $inhabitants_from, $inhabitants_to, $missing (whether rows without a figure are given too)
-- Columns: place (of the row in the table of figures, which is sorted by indicator, type, year, vintage and code),
--   indicator_id, area_type, area_code, vintage, year, value, status, provisional, ci_lower, ci_upper, noise, position,
--   unusual, name, gemeente_code, gemeente_name, provincie_code, regio_code, inhabitants (of the area)
SELECT
    value.rowid AS place, indicator_id, area_type, area_code, vintage, year, value, status, provisional,
    ci_lower, ci_upper, noise, position, unusual, name, gemeente_code, gemeente_name, provincie_code, regio_code, inhabitants
FROM value
JOIN area USING (area_type, area_code, vintage)
WHERE ($type IS NULL OR area_type = $type)
    AND ($vintage IS NULL OR vintage = $vintage)
    AND ($regio IS NULL OR regio_code = $regio)
    AND ($provincie IS NULL OR provincie_code = $provincie)
    AND ($gemeenten IS NULL OR list_contains($gemeenten, gemeente_code))
    AND ($codes IS NULL OR list_contains($codes, area_code))
    AND ($group_id IS NULL OR (area_type, area_code, vintage) IN (
        SELECT (area_type, area_code, vintage) FROM vulnerable WHERE group_id = $group_id
    ))
    AND ($indicators IS NULL OR list_contains($indicators, indicator_id))
    AND ($years IS NULL OR list_contains($years, year))
    AND ($positions IS NULL OR list_contains($positions, position))
    AND (NOT $unusual OR unusual)
    AND ($trends IS NULL OR (indicator_id, area_type, area_code, vintage) IN (
        SELECT (indicator_id, area_type, area_code, vintage) FROM trend WHERE list_contains($trends, direction)
    ))
    AND ($value_from IS NULL OR value.value >= $value_from)
    AND ($value_to IS NULL OR value.value <= $value_to)
    AND ($inhabitants_from IS NULL OR inhabitants >= $inhabitants_from)
    AND ($inhabitants_to IS NULL OR inhabitants <= $inhabitants_to)
    AND ($missing OR value.value IS NOT NULL)
