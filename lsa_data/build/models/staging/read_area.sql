-- read_area: the areas as the sources gave them.
-- Grain: an area in one vintage (the year of the boundaries and codes)
-- Key: area_type, area_code, vintage
-- Columns:
--   area_type VARCHAR: land, regio, provincie, gemeente, wijk, buurt or pc4
--   area_code VARCHAR: the official code, or the four digits of a postcode
--   vintage SMALLINT: the year of the boundaries and codes
--   name VARCHAR?: as published; NULL where the source gives none
--   gemeente_code VARCHAR?: the gemeente it lies in
--   provincie_code VARCHAR?: the provincie it lies in
--   lon DOUBLE?: degrees east (WGS84) of a point inside it; NULL without a polygon
--   lat DOUBLE?: degrees north of that point
--   inhabitants INTEGER?: people who live there, in its vintage
--   surface DOUBLE?: km2 with its water, as published with its figures or of the polygon that was published
CREATE TEMP VIEW read_area AS
SELECT
    type AS area_type, code AS area_code, vintage::SMALLINT AS vintage, name, gemeente_code, provincie_code, lon, lat,
    inhabitants::INTEGER AS inhabitants, surface
FROM read_parquet(getvariable('figures') || '/area.parquet');
