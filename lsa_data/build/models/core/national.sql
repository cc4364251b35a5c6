-- national: what the country is for an indicator, and how areas spread around it.
-- The constant of a model where the catalogue names one; else the figure that the source publishes for Nederland; else
-- the mean of the areas, weighted by what the figure is about where that is known. Nothing with method none.
-- A year that is not published yet is no year here.
-- Grain: an indicator, type of area, vintage and year
-- Key: indicator_id, area_type, vintage, year
-- Columns:
--   indicator_id VARCHAR: see indicator
--   area_type VARCHAR: see read_area
--   vintage SMALLINT: the vintage of the areas
--   year SMALLINT: the year that the figures are about
--   value DOUBLE?: the country, in the unit of the indicator
--   method VARCHAR: constant, published, inhabitants, households, unweighted or none
--   mean DOUBLE?: the unweighted mean of the areas, which is not the country
--   noise DOUBLE?: the middle noise of the areas: see noise
--   p10 DOUBLE?: the figure that a tenth of the areas is below; this and the next of areas with 250 people or more
--   p25 DOUBLE?: a quarter
--   p50 DOUBLE?: half
--   p75 DOUBLE?: three quarters
--   p90 DOUBLE?: nine tenths
--   n INTEGER: how many areas have a figure
--   missing INTEGER: how many have none
--   older_edition BOOLEAN: an older edition: maps and regios show the newer one
CREATE TABLE national AS
WITH figure AS (
    SELECT read_figure.*, national_method, benchmark, size_class, counted_in(national_method) AS counted,
        noise_size(inhabitants) AS size
    FROM read_figure
    JOIN indicator USING (indicator_id)
    JOIN area USING (area_type, area_code, vintage)
    WHERE area_type <> 'land' AND status <> 'not_published_yet'
),
computed AS (
    SELECT
        indicator_id, area_type, vintage, year, national_method, benchmark,
        avg(value) AS mean,
        weighted_mean(value, weight) AS weighted,
        median(noise) FILTER (value IS NOT NULL AND large_enough(size_class)) AS noise,
        quantile_cont(value, [0.1, 0.25, 0.5, 0.75, 0.9]) FILTER (large_enough(size_class)) AS quantiles,
        count(value)::INTEGER AS n,
        (count(*) - count(value))::INTEGER AS missing
    FROM figure
    LEFT JOIN weight USING (area_type, area_code, vintage, counted)
    LEFT JOIN noise USING (indicator_id, area_type, vintage, size)
    GROUP BY ALL
),
published AS (
    SELECT indicator_id, vintage, year, value AS published FROM read_figure WHERE area_type = 'land'
),
method AS (
    SELECT computed.*, published, method_of(national_method, published, weighted) AS method
    FROM computed
    LEFT JOIN published USING (indicator_id, vintage, year)
)
SELECT
    indicator_id, area_type, vintage, year,
    by_method(method, benchmark, published, weighted, mean) AS value,
    method, mean, noise, quantiles[1] AS p10, quantiles[2] AS p25, quantiles[3] AS p50, quantiles[4] AS p75,
    quantiles[5] AS p90, n, missing,
    EXISTS (
        SELECT 1 FROM edition WHERE edition.indicator_id = method.indicator_id AND edition.area_type = method.area_type
            AND edition.vintage = method.vintage
    ) AS older_edition
FROM method
ORDER BY ALL;
