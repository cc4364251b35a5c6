-- shown_first: the vintage that a type of area is shown in when nobody asks for another.
-- The newest with a map on which at least three quarters as many figures can be shown as on the vintage that has most.
-- Figures that can be shown: of every indicator once per area that is comparable with those on which it was measured.
-- A type of area that is on no map is shown in its newest vintage.
-- Grain: a type of area
-- Key: area_type
-- Columns:
--   area_type VARCHAR: see read_area
--   vintage SMALLINT: the vintage that is shown first
CREATE TABLE shown_first AS
WITH reach AS (
    SELECT area_type, vintage, measured_vintage, count(*) AS areas FROM comparable GROUP BY ALL
),
measured AS (
    SELECT DISTINCT indicator_id, area_type, vintage AS measured_vintage FROM value WHERE value.value IS NOT NULL
),
shown AS (
    SELECT area_type, vintage, indicator_id, max(areas) AS areas
    FROM reach JOIN measured USING (area_type, measured_vintage)
    GROUP BY ALL
),
offered AS (
    SELECT area_type, vintage, map.vintage IS NOT NULL AS has_map, coalesce(sum(areas), 0) AS figures
    FROM (SELECT DISTINCT area_type, vintage FROM area)
    LEFT JOIN map USING (area_type, vintage)
    LEFT JOIN shown USING (area_type, vintage)
    GROUP BY ALL
),
candidate AS (
    SELECT * FROM offered QUALIFY has_map = max(has_map) OVER (PARTITION BY area_type)
)
SELECT area_type, max(vintage) AS vintage
FROM (SELECT * FROM candidate QUALIFY figures >= 0.75 * max(figures) OVER (PARTITION BY area_type))
GROUP BY area_type
ORDER BY area_type;
