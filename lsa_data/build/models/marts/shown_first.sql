-- shown_first: the vintage that a type of area is shown in when nobody asks for another.
-- The newest with a map of which nearly as many indicators (nine tenths) can be shown as of the vintage that has most.
-- An indicator can be shown on a vintage when it was measured on areas that at least half of its areas are comparable
-- with. A type of area that is on no map is shown in its newest vintage.
-- Grain: a type of area
-- Key: area_type
-- Columns:
--   area_type VARCHAR: see read_area
--   vintage SMALLINT: the vintage that is shown first
CREATE TABLE shown_first AS
WITH existing AS (
    SELECT area_type, vintage, count(*) AS n FROM area GROUP BY ALL
),
reach AS (
    SELECT area_type, vintage, measured_vintage
    FROM comparable JOIN existing USING (area_type, vintage)
    GROUP BY area_type, vintage, measured_vintage, n HAVING count(*) >= n / 2
),
measured AS (
    SELECT DISTINCT indicator_id, area_type, vintage AS measured_vintage FROM value WHERE value.value IS NOT NULL
),
offered AS (
    SELECT area_type, vintage, map.vintage IS NOT NULL AS has_map, count(DISTINCT indicator_id) AS indicators
    FROM existing
    LEFT JOIN map USING (area_type, vintage)
    LEFT JOIN reach USING (area_type, vintage)
    LEFT JOIN measured USING (area_type, measured_vintage)
    GROUP BY ALL
),
candidate AS (
    SELECT * FROM offered QUALIFY has_map = max(has_map) OVER (PARTITION BY area_type)
)
SELECT area_type, max(vintage) AS vintage
FROM (SELECT * FROM candidate QUALIFY indicators >= 0.9 * max(indicators) OVER (PARTITION BY area_type))
GROUP BY area_type
ORDER BY area_type;
