-- national: what the country is for an indicator, and how areas spread around it.
-- The figure that the source publishes for Nederland; otherwise the mean of the areas, weighted by inhabitants where
-- these are known of areas with a figure. Nothing for an indicator with method none.
-- Grain: an indicator, type of area, vintage and year
-- Key: indicator_id, area_type, vintage, year
-- Columns:
--   indicator_id VARCHAR: see indicator
--   area_type VARCHAR: see read_area
--   vintage SMALLINT: the vintage of the areas
--   year SMALLINT: the year that the figures are about
--   value DOUBLE?: the country, in the unit of the indicator
--   method VARCHAR: published, weighted, unweighted or none
--   mad DOUBLE?: median absolute deviation of all areas from the middle one
--   p10 DOUBLE?: the figure that a tenth of the areas is below
--   p25 DOUBLE?: a quarter
--   p50 DOUBLE?: half
--   p75 DOUBLE?: three quarters
--   p90 DOUBLE?: nine tenths
--   n INTEGER: how many areas have a figure
--   missing INTEGER: how many have none
--   older_edition BOOLEAN: an older edition: maps and regios show the newer one
CREATE TABLE national AS
WITH middle AS (
    SELECT indicator_id, area_type, vintage, year, median(value) AS middle FROM read_figure GROUP BY ALL
),
spread AS (
    SELECT indicator_id, area_type, vintage, year, median(abs(value - middle)) AS mad
    FROM read_figure JOIN middle USING (indicator_id, area_type, vintage, year)
    GROUP BY ALL
),
computed AS (
    SELECT
        indicator_id, area_type, vintage, year,
        avg(value) AS plain,
        weighted_mean(value, inhabitants) AS weighted,
        quantile_cont(value, [0.1, 0.25, 0.5, 0.75, 0.9]) AS quantiles,
        count(value)::INTEGER AS n,
        (count(*) - count(value))::INTEGER AS missing
    FROM read_figure
    JOIN area USING (area_type, area_code, vintage)
    WHERE area_type <> 'land'
    GROUP BY ALL
),
published AS (
    SELECT indicator_id, vintage, year, value AS published FROM read_figure WHERE area_type = 'land'
),
method AS (
    SELECT computed.*, published, method_of(national_method, published, weighted) AS method
    FROM computed
    JOIN indicator USING (indicator_id)
    LEFT JOIN published USING (indicator_id, vintage, year)
)
SELECT
    indicator_id, area_type, vintage, year,
    by_method(method, published, weighted, plain) AS value,
    method, mad, quantiles[1] AS p10, quantiles[2] AS p25, quantiles[3] AS p50, quantiles[4] AS p75,
    quantiles[5] AS p90, n, missing,
    EXISTS (
        SELECT 1 FROM edition WHERE edition.indicator_id = method.indicator_id AND edition.area_type = method.area_type
            AND edition.vintage = method.vintage
    ) AS older_edition
FROM method
JOIN spread USING (indicator_id, area_type, vintage, year)
ORDER BY ALL;
