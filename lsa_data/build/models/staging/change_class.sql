-- change_class: how the source itself classes the change of Leefbaarometer 2.0 in total, from 2002.
-- Grain: an area between two years
-- Key: area_type, area_code, vintage, from_year, to_year
-- Columns:
--   area_type VARCHAR: see read_area
--   area_code VARCHAR: the area
--   vintage SMALLINT: the vintage of that area
--   from_year SMALLINT: the first year
--   to_year SMALLINT: the second year
--   change_class TINYINT: 1 to 7; 4 is no notable change of the area itself (less than 0.0667), lower is worse
CREATE TABLE change_class AS
SELECT
    area_type, area_code, vintage::SMALLINT AS vintage, from_year::SMALLINT AS from_year,
    to_year::SMALLINT AS to_year, value::TINYINT AS change_class
FROM read_parquet(getvariable('figures') || '/change.parquet')
WHERE indicator_id = 'lbm2_klasse'
ORDER BY ALL;
