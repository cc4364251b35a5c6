-- vulnerable: the areas that count as vulnerable by one of the definitions that a reader may choose.
-- Grain: an area in a set
-- Key: group_id, area_type, area_code, vintage
-- Columns:
--   group_id VARCHAR: zwakJJJJ: class 4 or lower of Leefbaarometer 2.0 in that year; laagJJJJ: the lowest tenth of
--     Leefbaarometer 3.0 in that year; lijstJJJJ: the areas of a published list of that year
--   area_type VARCHAR: wijk or pc4
--   area_code VARCHAR: see read_area
--   vintage SMALLINT: see read_area
CREATE TABLE vulnerable AS
SELECT 'zwak' || year AS group_id, area_type, area_code, vintage
FROM value
WHERE indicator_id = 'lbm2_klasse' AND area_type IN ('wijk', 'pc4') AND value <= 4 AND year IN (2002, 2008, 2012, 2014)
UNION ALL BY NAME
SELECT 'laag' || year AS group_id, area_type, area_code, vintage
FROM value JOIN national USING (indicator_id, area_type, vintage, year)
WHERE indicator_id = 'lbm3_totaal' AND area_type = 'pc4' AND value.value <= p10 AND year IN (2002, 2008, 2012, 2014)
UNION ALL BY NAME
SELECT DISTINCT set_of_list(list_id) AS group_id, area_type, area_code, vintage
FROM area_list WHERE area_code IS NOT NULL
ORDER BY ALL;
