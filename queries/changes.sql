-- Question: how much did every area of one type change on an indicator between two years?
-- Parameters: $indicator, $type, $vintage, $from_year, $to_year
-- Columns: code, name, gemeente_code, gemeente_name, regio_code, inhabitants, start, finish (the values of both years),
--   change (in itself where scale is fixed, against the country where it is relative; of classes the number of
--   steps), national_change (the country's own), scale; by code
WITH found AS (
    SELECT area_code, change, national_change, scale FROM change
    WHERE indicator_id = $indicator AND area_type = $type AND vintage = $vintage
        AND from_year = $from_year AND to_year = $to_year
    UNION ALL BY NAME
    SELECT earlier.area_code, later.value - earlier.value AS change, NULL AS national_change, 'fixed' AS scale
    FROM value AS earlier
    JOIN value AS later USING (indicator_id, area_type, area_code, vintage)
    JOIN indicator USING (indicator_id)
    WHERE ordinal AND indicator_id = $indicator AND area_type = $type AND vintage = $vintage
        AND earlier.year = $from_year AND later.year = $to_year
        AND earlier.value IS NOT NULL AND later.value IS NOT NULL
)
SELECT area_code AS code, name, gemeente_code, gemeente_name, regio_code, inhabitants,
    earlier.value AS start, later.value AS finish, change, national_change, scale
FROM found
JOIN area USING (area_code)
JOIN value AS earlier USING (area_type, area_code, vintage)
JOIN value AS later USING (indicator_id, area_type, area_code, vintage)
WHERE area_type = $type AND vintage = $vintage AND indicator_id = $indicator
    AND earlier.year = $from_year AND later.year = $to_year
ORDER BY area_code
