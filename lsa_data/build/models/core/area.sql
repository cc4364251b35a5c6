-- area: the areas, each with a name, its gemeente, provincie and regio.
-- Grain: an area in one vintage
-- Key: area_type, area_code, vintage
-- Columns:
--   area_type VARCHAR: see read_area
--   area_code VARCHAR: see read_area
--   vintage SMALLINT: see read_area
--   name VARCHAR: as published, or that of a comparable area of the nearest vintage; empty where neither is known
--   gemeente_code VARCHAR?: see read_area
--   gemeente_name VARCHAR?: see area_unnamed
--   provincie_code VARCHAR?: see read_area
--   regio_code VARCHAR?: see area_unnamed
--   lon DOUBLE?: see read_area
--   lat DOUBLE?: see read_area
--   inhabitants INTEGER?: see read_area
--   surface DOUBLE?: see read_area
CREATE TABLE area AS
WITH other_name AS (
    SELECT area_type, comparable.area_code, comparable.vintage,
        arg_min(other.name, abs(measured_vintage - comparable.vintage)) AS other_name
    FROM comparable
    JOIN area_unnamed AS other USING (area_type)
    WHERE other.area_code = measured_code AND other.vintage = measured_vintage AND other.name <> ''
    GROUP BY ALL
)
SELECT
    area_type, area_code, vintage, CASE WHEN name = '' THEN coalesce(other_name, '') ELSE name END AS name,
    gemeente_code, gemeente_name, provincie_code, regio_code, lon, lat, inhabitants, surface
FROM area_unnamed
LEFT JOIN other_name USING (area_type, area_code, vintage)
ORDER BY area_type, vintage, area_code;
