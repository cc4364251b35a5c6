-- Question: which figures are in a selection, with everything that belongs to each?
-- Parameters (NULL is everything): $type, $vintage, $regio, $provincie, $gemeenten, $codes, $group_id (a set of
--   vulnerable areas), $indicators, $years, $positions, $trends (lists), $value_from, $value_to, $inhabitants_from,
--   $inhabitants_to, $missing (whether rows without a figure are given too)
-- Columns: type, code, vintage, name, gemeente_code, gemeente_name, provincie_code, regio_code, inhabitants, indicator,
--   year, value, ci_lower, ci_upper (its bounds), unit, status, national, national_method, difference (value less national), position (higher, similar
--   or lower than the country), trend, source
SELECT
    area.type, area.code, area.vintage, area.name, area.gemeente_code, area.gemeente_name, area.provincie_code,
    area.regio_code, area.inhabitants,
    value.indicator_id AS indicator, value.year, value.value, value.ci_lower, value.ci_upper, indicator.unit, value.status,
    national.value AS national, national.method AS national_method, round(value.value - national.value, 9) AS difference,
    value.position, trend.direction AS trend, indicator.source_id AS source
FROM value
JOIN indicator ON indicator.id = value.indicator_id
JOIN area ON area.type = value.area_type AND area.code = value.area_code AND area.vintage = value.vintage
LEFT JOIN national ON national.indicator_id = value.indicator_id AND national.area_type = value.area_type
    AND national.vintage = value.vintage AND national.year = value.year
LEFT JOIN trend ON trend.indicator_id = value.indicator_id AND trend.area_type = value.area_type
    AND trend.area_code = value.area_code AND trend.vintage = value.vintage
WHERE ($type IS NULL OR value.area_type = $type)
    AND ($vintage IS NULL OR value.vintage = $vintage)
    AND ($regio IS NULL OR area.regio_code = $regio)
    AND ($provincie IS NULL OR area.provincie_code = $provincie)
    AND ($gemeenten IS NULL OR list_contains($gemeenten, area.gemeente_code))
    AND ($codes IS NULL OR list_contains($codes, value.area_code))
    AND ($group_id IS NULL OR EXISTS (
        SELECT 1 FROM vulnerable WHERE group_id = $group_id AND vulnerable.type = value.area_type
            AND vulnerable.code = value.area_code AND vulnerable.vintage = value.vintage
    ))
    AND ($indicators IS NULL OR list_contains($indicators, value.indicator_id))
    AND ($years IS NULL OR list_contains($years, value.year))
    AND ($positions IS NULL OR list_contains($positions, value.position))
    AND ($trends IS NULL OR list_contains($trends, trend.direction))
    AND ($value_from IS NULL OR value.value >= $value_from)
    AND ($value_to IS NULL OR value.value <= $value_to)
    AND ($inhabitants_from IS NULL OR area.inhabitants >= $inhabitants_from)
    AND ($inhabitants_to IS NULL OR area.inhabitants <= $inhabitants_to)
    AND ($missing OR value.value IS NOT NULL)
