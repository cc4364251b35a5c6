-- vulnerable: the areas that count as vulnerable by one of the definitions that a reader may choose.
-- A set is also known on the areas of other vintages that are the same place (`comparable`): the classes of 2.0 choose
-- postcodes of which 3.0 measures the liveability, and a list of 2022 wijken of 2016.
-- Grain: an area in a set
-- Key: group_id, area_type, area_code, vintage
-- Columns:
--   group_id VARCHAR: zwakJJJJ: class 4 or lower of Leefbaarometer 2.0 in that year; laagJJJJ: the lowest tenth of
--     Leefbaarometer 3.0 in that year; lijstJJJJ: the areas of a published list of that year
--   area_type VARCHAR: wijk or pc4
--   area_code VARCHAR: see read_area
--   vintage SMALLINT: see read_area
CREATE TABLE vulnerable AS
WITH chosen AS (
    SELECT 'zwak' || year AS group_id, area_type, area_code, vintage
    FROM value
    WHERE indicator_id = 'lbm2_klasse' AND area_type IN ('wijk', 'pc4') AND value <= 4
        AND year IN (2002, 2008, 2012, 2014)
    UNION ALL BY NAME
    SELECT 'laag' || year AS group_id, area_type, area_code, vintage
    FROM value JOIN national USING (indicator_id, area_type, vintage, year)
    WHERE indicator_id = 'lbm3_totaal' AND area_type = 'pc4' AND value.value <= p10
        AND year IN (2002, 2008, 2012, 2014)
    UNION ALL BY NAME
    SELECT DISTINCT set_of_list(list_id) AS group_id, area_type, area_code, vintage
    FROM area_list WHERE area_code IS NOT NULL
)
SELECT DISTINCT group_id, chosen.area_type, comparable.area_code, comparable.vintage
FROM chosen
JOIN comparable ON comparable.area_type = chosen.area_type AND measured_code = chosen.area_code
    AND measured_vintage = chosen.vintage
WHERE comparable.vintage = chosen.vintage OR comparable.area_type = 'pc4' OR starts_with(group_id, 'lijst')
ORDER BY ALL;
