-- Question: where do people live in every gemeente, for its name on a map?
-- Parameters: none
-- Columns: code, name, provincie_code, regio_code, inhabitants, lon, lat (the mean of its wijken, by inhabitants); the
--   largest first, in the newest vintage of which the inhabitants are known
WITH newest AS (
    SELECT max(vintage) AS vintage FROM area WHERE area_type = 'gemeente' AND inhabitants IS NOT NULL AND lon IS NOT NULL
),
middle AS (
    SELECT gemeente_code AS code, sum(lon * inhabitants) / sum(inhabitants) AS lon,
        sum(lat * inhabitants) / sum(inhabitants) AS lat
    FROM area JOIN newest USING (vintage)
    WHERE area_type = 'wijk' AND inhabitants > 0 AND lon IS NOT NULL
    GROUP BY gemeente_code
)
SELECT area_code AS code, name, provincie_code, regio_code, inhabitants, coalesce(middle.lon, area.lon) AS lon,
    coalesce(middle.lat, area.lat) AS lat
FROM area
JOIN newest USING (vintage)
LEFT JOIN middle ON middle.code = area_code
WHERE area_type = 'gemeente' AND inhabitants IS NOT NULL
ORDER BY inhabitants DESC, code
