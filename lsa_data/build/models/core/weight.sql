-- weight: how much an area counts in a mean of areas, by what the figure is about.
-- Households where a vintage has none are its dwellings.
-- Grain: an area and what is counted
-- Key: area_type, area_code, vintage, counted
-- Columns:
--   area_type VARCHAR: see read_area
--   area_code VARCHAR: see read_area
--   vintage SMALLINT: see read_area
--   counted VARCHAR: inhabitants or households
--   weight DOUBLE: how many there are
CREATE TABLE weight AS
WITH household AS (
    SELECT area_type, area_code, vintage,
        coalesce(
            max(value) FILTER (indicator_id = 'kwb_huishoudens'), max(value) FILTER (indicator_id = 'kwb_woningen')
        ) AS weight
    FROM read_figure
    WHERE indicator_id IN ('kwb_huishoudens', 'kwb_woningen')
    GROUP BY ALL
)
SELECT area_type, area_code, vintage, 'inhabitants' AS counted, inhabitants::DOUBLE AS weight
FROM area WHERE inhabitants IS NOT NULL
UNION ALL BY NAME
SELECT area_type, area_code, vintage, 'households' AS counted, weight FROM household WHERE weight IS NOT NULL
ORDER BY ALL;
