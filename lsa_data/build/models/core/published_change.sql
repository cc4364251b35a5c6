-- published_change: the changes that a source publishes, with the country's own change that they contain.
-- The country's change is the constant by which every published change differs from the difference of two scores.
-- Grain: an indicator of an area between two years
-- Key: indicator_id, area_type, area_code, vintage, from_year, to_year
-- Columns:
--   indicator_id VARCHAR: see indicator
--   area_type VARCHAR: see read_area
--   area_code VARCHAR: see read_area
--   vintage SMALLINT: see read_area
--   from_year SMALLINT: the first year
--   to_year SMALLINT: the second year
--   change DOUBLE: of the area itself, in the unit of the indicator
--   national_change DOUBLE?: of the country, which `change` contains
CREATE TABLE published_change AS
WITH implied AS (
    SELECT indicator_id, area_type, from_year, to_year, median(change - (later.value - earlier.value)) AS national_change
    FROM read_change
    JOIN read_figure AS earlier USING (indicator_id, area_type, area_code, vintage)
    JOIN read_figure AS later USING (indicator_id, area_type, area_code, vintage)
    WHERE earlier.year = from_year AND later.year = to_year
    GROUP BY ALL
)
SELECT indicator_id, area_type, area_code, vintage, from_year, to_year, change, national_change
FROM read_change
JOIN implied USING (indicator_id, area_type, from_year, to_year)
ORDER BY ALL;
