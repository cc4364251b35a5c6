-- Question: which figures are in a selection, with everything that belongs to each?
-- Parameters (NULL is everything): $type, $vintage, $regio, $provincie, $gemeenten, $codes, $group_id (a set of
--   vulnerable areas), $indicators, $years, $positions, $trends (lists), $unusual (only what is), $value_from, $value_to, $inhabitants_from,
--   $inhabitants_to, $missing (whether rows without a figure are given too)
-- Columns: type, code, vintage, name, gemeente_code, gemeente_name, provincie_code, regio_code, inhabitants, indicator,
--   year, value, ci_lower, ci_upper (its bounds), unit, status, provisional, national, national_method, difference (value less
--   national), noise (of measuring), position (higher, similar or lower than the country), unusual (outside the middle 80% of
--   areas, on that side), trend, source
SELECT
    area_type AS type, area_code AS code, vintage, name, gemeente_code, gemeente_name, provincie_code, regio_code,
    inhabitants,
    indicator_id AS indicator, year, value.value, ci_lower, ci_upper, unit, status, provisional,
    national.value AS national, national.method AS national_method, round(value.value - national.value, 9) AS difference,
    value.noise, position, unusual, direction AS trend, source_id AS source
FROM value
JOIN indicator USING (indicator_id)
JOIN area USING (area_type, area_code, vintage)
LEFT JOIN national USING (indicator_id, area_type, vintage, year)
LEFT JOIN trend USING (indicator_id, area_type, area_code, vintage)
WHERE ($type IS NULL OR area_type = $type)
    AND ($vintage IS NULL OR vintage = $vintage)
    AND ($regio IS NULL OR regio_code = $regio)
    AND ($provincie IS NULL OR provincie_code = $provincie)
    AND ($gemeenten IS NULL OR list_contains($gemeenten, gemeente_code))
    AND ($codes IS NULL OR list_contains($codes, area_code))
    AND ($group_id IS NULL OR EXISTS (
        SELECT 1 FROM vulnerable WHERE group_id = $group_id AND vulnerable.area_type = value.area_type
            AND vulnerable.area_code = value.area_code AND vulnerable.vintage = value.vintage
    ))
    AND ($indicators IS NULL OR list_contains($indicators, indicator_id))
    AND ($years IS NULL OR list_contains($years, year))
    AND ($positions IS NULL OR list_contains($positions, position))
    AND (NOT $unusual OR unusual)
    AND ($trends IS NULL OR list_contains($trends, direction))
    AND ($value_from IS NULL OR value.value >= $value_from)
    AND ($value_to IS NULL OR value.value <= $value_to)
    AND ($inhabitants_from IS NULL OR inhabitants >= $inhabitants_from)
    AND ($inhabitants_to IS NULL OR inhabitants <= $inhabitants_to)
    AND ($missing OR value.value IS NOT NULL)
