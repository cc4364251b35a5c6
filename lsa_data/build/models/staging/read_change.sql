-- read_change: the changes that a source publishes itself.
-- Grain: an indicator of an area between two years
-- Key: indicator_id, area_type, area_code, vintage, from_year, to_year
-- Columns:
--   indicator_id VARCHAR: see indicator
--   area_type VARCHAR: see read_area
--   area_code VARCHAR: the area
--   vintage SMALLINT: the vintage of that area
--   from_year SMALLINT: the first year
--   to_year SMALLINT: the second year
--   change DOUBLE: the published change, in the unit of the indicator; it contains the country's own change
CREATE TEMP VIEW read_change AS
SELECT
    indicator_id, area_type, area_code, vintage::SMALLINT AS vintage, from_year::SMALLINT AS from_year,
    to_year::SMALLINT AS to_year, value AS change
FROM read_parquet(getvariable('figures') || '/change.parquet')
WHERE indicator_id <> 'lbm2_klasse';
