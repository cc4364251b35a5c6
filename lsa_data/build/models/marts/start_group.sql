-- start_group: the thirty areas that started from the same position as an area.
-- Grain: an area and the year in which it started
-- Key: indicator_id, area_type, area_code, vintage, from_year
-- Columns:
--   indicator_id VARCHAR: see start_neighbour
--   area_type VARCHAR: see start_neighbour
--   area_code VARCHAR: see start_neighbour
--   vintage SMALLINT: see start_neighbour
--   from_year SMALLINT: see start_neighbour
--   nearest VARCHAR[]: the codes of the thirty nearest, nearest first
CREATE TABLE start_group AS
SELECT indicator_id, area_type, area_code, vintage, from_year, nearest[1:30] AS nearest
FROM start_neighbour
ORDER BY indicator_id, area_type, vintage, from_year, area_code;
