-- Question: how much did every area of one type change on an indicator between two years, and was that a decline?
-- Parameters: $indicator, $type, $vintage, $from_year, $to_year, $relative (against the country instead of in itself),
--   $rule (bron, ruis or vast: see declined_by), $threshold (of vast)
-- Columns: code, name, gemeente_code, gemeente_name, regio_code, inhabitants, start, finish (the values of both years),
--   change (in itself or against the country; of classes the number of steps), national_change (the country's own, where
--   that is known), change_class (of the source, where there is one), declined; by name
SELECT
    area_code AS code, name, gemeente_code, gemeente_name, regio_code, inhabitants, earlier.value AS start,
    later.value AS finish, asked_change(change, national_change, scale, $relative) AS change, national_change,
    change_class,
    declined_by($rule, asked_change(change, national_change, scale, $relative), polarity, band, change_class, $threshold)
        AS declined
FROM claim_change
JOIN indicator USING (indicator_id)
JOIN area USING (area_type, area_code, vintage)
JOIN value AS earlier USING (indicator_id, area_type, area_code, vintage)
JOIN value AS later USING (indicator_id, area_type, area_code, vintage)
WHERE indicator_id = $indicator AND area_type = $type AND vintage = $vintage
    AND from_year = $from_year AND to_year = $to_year AND earlier.year = $from_year AND later.year = $to_year
    AND declined IS NOT NULL
ORDER BY name, code
