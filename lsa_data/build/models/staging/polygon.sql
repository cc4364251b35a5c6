-- polygon: the boundaries of the areas on the maps, in the detail in which they were published.
-- Grain: an area on a map
-- Key: area_type, vintage, area_code
-- Columns:
--   area_type VARCHAR: see read_area
--   vintage SMALLINT: see read_area
--   area_code VARCHAR: see read_area
--   wkb BLOB: a (multi)polygon in degrees (WGS84), as well-known binary; sorted, so that a gemeente is one run
CREATE TABLE polygon (
    area_type VARCHAR, vintage SMALLINT, area_code VARCHAR, wkb BLOB USING COMPRESSION zstd
);
INSERT INTO polygon
SELECT part[2] AS area_type, part[3]::SMALLINT AS vintage, code AS area_code, wkb
FROM (
    SELECT code, wkb, string_split(parse_filename(filename, true), '_') AS part
    FROM read_parquet(getvariable('figures') || '/polygon_*_*.parquet', filename = true)
)
ORDER BY ALL;
