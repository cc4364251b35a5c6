-- Question: what is known of these areas, one figure per indicator and year, and how does that compare?
-- Where it was measured is that of the profile of an area: see comparable. Of one year a figure of the area itself goes
-- first, then the newest vintage.
-- Parameters: $type, $vintage, $codes, $indicators (lists)
-- Columns: area_code, indicator_id, year, value, status, coverage, provisional, position, unusual, measured_vintage,
--   national, p10, p50, p90, and the trend of the series: direction, gap, ratio_agrees, from_year, to_year, points, from_value,
--   to_value, national_from, national_to, scale
SELECT
    comparable.area_code, value.indicator_id, value.year, value.value, value.status, value.coverage, value.provisional,
    value.position, value.unusual, measured_vintage, national.value AS national, p10, p50, p90,
    direction, gap, ratio_agrees, from_year, to_year, points, from_value, to_value, national_from, national_to, scale
FROM value
JOIN comparable ON comparable.area_type = value.area_type AND measured_code = value.area_code
    AND measured_vintage = value.vintage
LEFT JOIN national ON national.indicator_id = value.indicator_id AND national.area_type = value.area_type
    AND national.vintage = value.vintage AND national.year = value.year
LEFT JOIN trend ON trend.indicator_id = value.indicator_id AND trend.area_type = value.area_type
    AND trend.area_code = value.area_code AND trend.vintage = value.vintage
WHERE value.area_type = $type AND comparable.vintage = $vintage AND list_contains($codes, comparable.area_code)
    AND list_contains($indicators, value.indicator_id)
QUALIFY row_number() OVER (
    PARTITION BY comparable.area_code, value.indicator_id, value.year
    ORDER BY link = 'self' DESC, measured_vintage DESC
) = 1
ORDER BY comparable.area_code, value.indicator_id, value.year
