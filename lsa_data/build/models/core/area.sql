-- area: the areas, each with a name, its gemeente, provincie and regio.
-- What an area lacks it takes from comparable areas of the nearest vintage; of inhabitants the mean, where the vintages
-- before and after are equally near.
-- Grain: an area in one vintage
-- Key: area_type, area_code, vintage
-- Columns:
--   area_type VARCHAR: see read_area
--   area_code VARCHAR: see read_area
--   vintage SMALLINT: see read_area
--   name VARCHAR: as published, or that of a comparable area; empty where neither is known
--   gemeente_code VARCHAR?: see read_area
--   gemeente_name VARCHAR?: see area_unnamed
--   provincie_code VARCHAR?: see read_area
--   regio_code VARCHAR?: see area_unnamed
--   lon DOUBLE?: see read_area
--   lat DOUBLE?: see read_area
--   inhabitants INTEGER?: people who live there, or on a comparable area
--   inhabitants_year SMALLINT?: the year of that number; of a mean the year in the middle
--   size_class VARCHAR?: under_250, under_1000 or larger (`size_class_of`); NULL where the number is unknown
--   surface DOUBLE?: see read_area
CREATE TABLE area AS
WITH shown AS (
    SELECT comparable.*, other.name AS other_name, other.inhabitants AS other_inhabitants,
        abs(measured_vintage - comparable.vintage) AS years
    FROM comparable
    JOIN area_unnamed AS other USING (area_type)
    WHERE other.area_code = measured_code AND other.vintage = measured_vintage
),
named AS (
    SELECT area_type, area_code, vintage, arg_min(other_name, years) AS other_name
    FROM shown WHERE other_name <> '' GROUP BY ALL
),
nearest AS (
    SELECT * FROM shown WHERE other_inhabitants IS NOT NULL
    QUALIFY years = min(years) OVER (PARTITION BY area_type, area_code, vintage)
),
inhabited AS (
    SELECT area_type, area_code, vintage, round(avg(other_inhabitants))::INTEGER AS inhabitants,
        avg(measured_vintage)::SMALLINT AS inhabitants_year
    FROM nearest GROUP BY ALL
)
SELECT
    area_type, area_code, vintage, coalesce(other_name, '') AS name, gemeente_code, gemeente_name, provincie_code,
    regio_code, lon, lat, inhabited.inhabitants, inhabitants_year,
    size_class_of(inhabited.inhabitants) AS size_class, surface
FROM area_unnamed
LEFT JOIN named USING (area_type, area_code, vintage)
LEFT JOIN inhabited USING (area_type, area_code, vintage)
ORDER BY area_type, vintage, area_code;
