-- value_of_area: the rows of value once more, sorted so that one area is one run: what is known of an area is found
-- without reading the rest.
-- Grain: an indicator of an area in a year
-- Key, as of value: indicator_id, area_type, area_code, vintage, year
-- Columns:
--   area_type VARCHAR: see value
--   area_code VARCHAR: see value
--   vintage SMALLINT: see value
--   indicator_id VARCHAR: see value
--   year SMALLINT: see value
--   value DOUBLE?: see value
--   status VARCHAR: see value
--   coverage FLOAT?: see value
--   provisional BOOLEAN: see value
--   percentile FLOAT?: see value
--   noise DOUBLE?: see value
--   position VARCHAR?: see value
--   unusual BOOLEAN?: see value
--   ci_lower DOUBLE?: see value
--   ci_upper DOUBLE?: see value
CREATE TABLE value_of_area AS
SELECT area_type, area_code, vintage, indicator_id, year, * EXCLUDE (area_type, area_code, vintage, indicator_id, year)
FROM value
ORDER BY area_type, area_code, vintage, indicator_id, year;
