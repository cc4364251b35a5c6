-- value: every figure with its place among all areas and its position against the country.
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
--   percentile FLOAT?: share (0-1) of the other areas with a lower figure; NULL for the country
--   position VARCHAR?: higher, similar or lower than the country (`position_of`); NULL where that cannot be said
--   ci_lower DOUBLE?: see read_figure
--   ci_upper DOUBLE?: see read_figure
CREATE TABLE value AS
SELECT
    indicator_id, area_type, area_code, vintage, year, figure.value, status, coverage, provisional,
    CASE WHEN figure.value IS NOT NULL AND area_type <> 'land' THEN
        percent_rank() OVER (
            PARTITION BY indicator_id, area_type, vintage, year, figure.value IS NULL ORDER BY figure.value
        )
    END::FLOAT AS percentile,
    position_of(figure.value, national.value, mad, ci_lower, ci_upper) AS position,
    ci_lower, ci_upper
FROM read_figure AS figure
LEFT JOIN national USING (indicator_id, area_type, vintage, year)
ORDER BY indicator_id, area_type, year, vintage, area_code;
