-- Question: which figures of `figure` (figures_own.sql or figures_across.sql) on areas of `selected` (selected_areas.sql)
--   are in a selection?
-- Parameters (NULL is everything): $type, $indicators, $years, $positions, $trends (lists), $unusual (only what is),
--   $value_from, $value_to, $missing (whether rows without a figure are given too)
-- Columns: place (of the row in the table of figures, which is sorted by indicator, type, year, vintage and code),
--   indicator_id, area_type, area_code, vintage, year, value, status, provisional, ci_lower, ci_upper, noise, position,
--   unusual, measured_code, measured_vintage, link, share (see comparable), name, gemeente_code, gemeente_name,
--   provincie_code, regio_code, inhabitants (of the area)
SELECT
    place, indicator_id, area_type, area_code, vintage, year, value, status, provisional, ci_lower, ci_upper, noise, position,
    unusual, measured_code, measured_vintage, link, share,
    name, gemeente_code, gemeente_name, provincie_code, regio_code, inhabitants
FROM figure
JOIN selected USING (area_type, area_code, vintage)
WHERE ($type IS NULL OR area_type = $type)
    AND ($indicators IS NULL OR list_contains($indicators, indicator_id))
    AND ($years IS NULL OR list_contains($years, year))
    AND ($positions IS NULL OR list_contains($positions, position))
    AND (NOT $unusual OR unusual)
    AND ($trends IS NULL OR (indicator_id, area_type, measured_code, measured_vintage) IN (
        SELECT (indicator_id, area_type, area_code, vintage) FROM trend WHERE list_contains($trends, direction)
    ))
    AND ($value_from IS NULL OR value >= $value_from)
    AND ($value_to IS NULL OR value <= $value_to)
    AND ($missing OR value IS NOT NULL)
