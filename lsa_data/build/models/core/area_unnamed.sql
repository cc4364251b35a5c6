-- area_unnamed: the areas with their gemeente and regio, before those without a name get that of another year.
-- Grain: an area in one vintage
-- Key: area_type, area_code, vintage
-- Columns:
--   area_type VARCHAR: see read_area
--   area_code VARCHAR: see read_area
--   vintage SMALLINT: see read_area
--   name VARCHAR: as published; empty where the source gives none
--   gemeente_code VARCHAR?: see read_area
--   gemeente_name VARCHAR?: that of the same vintage, or else of the newest vintage in which the gemeente has one
--   provincie_code VARCHAR?: see read_area
--   regio_code VARCHAR?: the regio of its provincie; a regio is its own
--   lon DOUBLE?: see read_area
--   lat DOUBLE?: see read_area
--   inhabitants INTEGER?: see read_area
--   surface DOUBLE?: see read_area
CREATE TEMP TABLE area_unnamed AS
WITH newest AS (
    SELECT area_code AS gemeente_code, arg_max(name, vintage) AS newest_name
    FROM read_area WHERE area_type = 'gemeente' AND name IS NOT NULL GROUP BY area_code
),
same_vintage AS (
    SELECT area_code AS gemeente_code, vintage, name AS own_name FROM read_area WHERE area_type = 'gemeente'
)
SELECT
    area_type, area_code, vintage, coalesce(read_area.name, '') AS name, gemeente_code,
    coalesce(own_name, newest_name) AS gemeente_name, provincie_code,
    CASE WHEN area_type = 'regio' THEN area_code ELSE regio_code END AS regio_code, lon, lat, inhabitants,
    surface
FROM read_area
LEFT JOIN same_vintage USING (gemeente_code, vintage)
LEFT JOIN newest USING (gemeente_code)
LEFT JOIN provincie USING (provincie_code);
