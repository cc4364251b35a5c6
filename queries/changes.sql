-- Question: how much did every area of one type change on an indicator between two years?
-- Parameters: $indicator, $type, $vintage, $from_year, $to_year
-- Columns: code, name, gemeente_code, gemeente_name, regio_code, inhabitants, start, finish (the values of both years),
--   change (in itself where scale is fixed, against the country where it is relative; of classes the number of
--   steps), national (the country's own change), scale; by code
WITH found AS (
    SELECT area_code, value AS change, national, scale FROM change
    WHERE indicator_id = $indicator AND area_type = $type AND vintage = $vintage
        AND from_year = $from_year AND to_year = $to_year
    UNION ALL
    SELECT earlier.area_code, later.value - earlier.value, NULL, 'fixed'
    FROM value AS earlier
    JOIN value AS later USING (indicator_id, area_type, area_code, vintage)
    WHERE indicator_id = 'lbm2_klasse' AND $indicator = 'lbm2_klasse' AND area_type = $type AND vintage = $vintage
        AND earlier.year = $from_year AND later.year = $to_year
        AND earlier.value IS NOT NULL AND later.value IS NOT NULL
)
SELECT area.code, area.name, gemeente_code, gemeente_name, regio_code, inhabitants,
    earlier.value AS start, later.value AS finish, found.change, found.national, found.scale
FROM found
JOIN area ON area.type = $type AND area.code = found.area_code AND area.vintage = $vintage
JOIN value AS earlier ON earlier.indicator_id = $indicator AND earlier.area_type = $type
    AND earlier.area_code = found.area_code AND earlier.vintage = $vintage AND earlier.year = $from_year
JOIN value AS later ON later.indicator_id = $indicator AND later.area_type = $type
    AND later.area_code = found.area_code AND later.vintage = $vintage AND later.year = $to_year
ORDER BY area.code
