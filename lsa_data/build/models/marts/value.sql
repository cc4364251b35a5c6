-- value: every figure with its noise, its place among all areas and its position against the country.
-- Sorted so that one indicator in one year is one run.
-- Grain: an indicator of an area in a year
-- Key: indicator_id, area_type, area_code, vintage, year
-- Columns:
--   indicator_id VARCHAR: see indicator
--   area_type VARCHAR: see read_area
--   area_code VARCHAR: see read_area
--   vintage SMALLINT: see read_area
--   year SMALLINT: the year that the figure is about
--   value DOUBLE?: see read_figure
--   status VARCHAR: see read_figure
--   coverage FLOAT?: see read_figure
--   provisional BOOLEAN: see read_figure
--   percentile FLOAT?: share (0-1) of the other areas with a lower figure; NULL for the country and under 250 people
--   noise DOUBLE?: how much it moves by measuring alone, in the unit of the indicator: see noise
--   position VARCHAR?: higher, similar or lower than the country (`position_of`): whether the difference is larger than
--     noise; NULL where that cannot be said, and under 250 people
--   unusual BOOLEAN?: outside the middle 80% of areas, on the side that the position says; NULL without a position
--   ci_lower DOUBLE?: see read_figure
--   ci_upper DOUBLE?: see read_figure
CREATE TABLE value AS
WITH figure AS (
    SELECT read_figure.*, decimals, ordinal, noise_size(inhabitants) AS size, large_enough(size_class) AS large
    FROM read_figure
    JOIN indicator USING (indicator_id)
    LEFT JOIN area USING (area_type, area_code, vintage)
),
placed AS (
    SELECT
        figure.*, noise.noise, p10, p90,
        CASE WHEN large AND NOT ordinal THEN
            position_of(figure.value, national.value, noise.noise, ci_lower, ci_upper, decimals)
        END AS position
    FROM figure
    LEFT JOIN national USING (indicator_id, area_type, vintage, year)
    LEFT JOIN noise USING (indicator_id, area_type, vintage, size)
)
SELECT
    indicator_id, area_type, area_code, vintage, year, value, status, coverage, provisional,
    CASE WHEN value IS NOT NULL AND large AND area_type <> 'land' THEN
        round(percent_rank() OVER (
            PARTITION BY indicator_id, area_type, vintage, year, large AND value IS NOT NULL ORDER BY value
        ), 4)
    END::FLOAT AS percentile,
    noise, position, unusual_of(value, position, p10, p90) AS unusual, ci_lower, ci_upper
FROM placed
ORDER BY indicator_id, area_type, year, vintage, area_code;
