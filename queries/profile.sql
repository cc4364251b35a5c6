-- Question: what is known of this area, in every year, and how does that compare?
-- Parameters: $type, $code, $vintage
-- Columns: one row per indicator and year of a figure that may be shown on this area. When a year was measured for two
--   vintages (two editions of one source) the whole series of the older edition is left out:
--   indicator_id, theme, year, value, ci_lower and ci_upper (its bounds, where the source gives them), status, coverage,
--   percentile, position; measured_code, measured_vintage and link (self, same, overlap) say on which area it was
--   measured; national, national_method, mad, p10, p25,
--   p50, p75, p90, n;
--   gemeente (the figure of its gemeente), regional (that of its regio), and the trend of the series:
--   direction, from_year, to_year, points, change, national_change, spread, scale
WITH shown AS (
    SELECT other_code, other_vintage, kind AS link
    FROM comparable WHERE type = $type AND code = $code AND vintage = $vintage
),
figure AS (
    SELECT value.*, other_code, other_vintage, link
    FROM shown
    JOIN value ON value.area_type = $type AND value.area_code = other_code AND value.vintage = other_vintage
),
edition AS (
    SELECT indicator_id, vintage, bool_or(newer) AS older_edition FROM (
        SELECT indicator_id, vintage, vintage < max(vintage) OVER (PARTITION BY indicator_id, year) AS newer FROM figure
    ) GROUP BY indicator_id, vintage
)
SELECT
    value.indicator_id, theme, value.year, value.value, value.ci_lower, value.ci_upper, value.status, value.coverage,
    value.percentile, value.position,
    other_code AS measured_code, other_vintage AS measured_vintage, link,
    national.value AS national, national.method AS national_method, mad, p10, p25, p50, p75, p90, national.n,
    of_gemeente.value AS gemeente,
    regional.value AS regional,
    direction, trend.from_year, trend.to_year, points, change, national_change, spread, scale
FROM figure AS value
JOIN edition ON edition.indicator_id = value.indicator_id AND edition.vintage = value.vintage AND NOT older_edition
JOIN indicator ON indicator.id = value.indicator_id
LEFT JOIN national
    ON national.indicator_id = value.indicator_id AND national.area_type = value.area_type
    AND national.vintage = value.vintage AND national.year = value.year
LEFT JOIN area ON area.type = $type AND area.code = other_code AND area.vintage = other_vintage
LEFT JOIN value AS of_gemeente
    ON of_gemeente.indicator_id = value.indicator_id AND of_gemeente.area_type = 'gemeente'
    AND of_gemeente.area_code = area.gemeente_code AND of_gemeente.vintage = value.vintage
    AND of_gemeente.year = value.year AND value.area_type <> 'gemeente'
LEFT JOIN regional
    ON regional.regio_code = area.regio_code AND regional.indicator_id = value.indicator_id
    AND regional.area_type = value.area_type AND regional.vintage = value.vintage AND regional.year = value.year
LEFT JOIN trend
    ON trend.indicator_id = value.indicator_id AND trend.area_type = value.area_type
    AND trend.area_code = value.area_code AND trend.vintage = value.vintage
ORDER BY indicator.rank, value.vintage, value.year
