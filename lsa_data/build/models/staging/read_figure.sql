-- read_figure: the figures as the sources gave them, or as they were computed from their parts.
-- Grain: an indicator of an area in a year
-- Key: indicator_id, area_type, area_code, vintage, year
-- Columns:
--   indicator_id VARCHAR: see indicator
--   area_type VARCHAR: see read_area
--   area_code VARCHAR: the area that was measured
--   vintage SMALLINT: the vintage of that area
--   year SMALLINT: the year that the figure is about
--   value DOUBLE?: the figure, in the unit of the indicator; NULL is missing, never zero
--   status VARCHAR: ok, computed, or why it is missing: too_few (too few people live there), low_coverage (known of too
--     small a part of the area), not_published (the source gives none), not_published_yet (the source has it in its
--     table and gives it of no area so far) or other_boundaries (the source counts within other boundaries than those
--     of the area)
--   coverage FLOAT?: share (0-1) of the inhabitants (households for Leefbaarometer 3.0) that a computed figure stands for
--   provisional BOOLEAN: whether the source will still revise it
--   ci_lower DOUBLE?: lower bound of an estimate, where the source gives it
--   ci_upper DOUBLE?: upper bound of an estimate
CREATE TEMP VIEW read_figure AS
SELECT
    indicator_id, area_type, area_code, vintage::SMALLINT AS vintage, year::SMALLINT AS year, value, status,
    coverage::FLOAT AS coverage, coalesce(provisional, false) AS provisional, ci_lower, ci_upper
FROM (
    SELECT * FROM read_parquet(getvariable('figures') || '/value_*.parquet', union_by_name = true)
    UNION ALL BY NAME
    SELECT NULL::DOUBLE AS ci_lower, NULL::DOUBLE AS ci_upper, NULL::BOOLEAN AS provisional WHERE false
);
