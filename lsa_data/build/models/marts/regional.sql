-- regional: what a regio is for an indicator, always computed over its areas, weighted as the country is, and never by a constant.
-- Grain: a regio, indicator, type of area, vintage and year
-- Key: regio_code, indicator_id, area_type, vintage, year
-- Columns:
--   regio_code VARCHAR: see regio
--   indicator_id VARCHAR: see indicator
--   area_type VARCHAR: see read_area
--   vintage SMALLINT: see read_area
--   year SMALLINT: the year that the figures are about
--   value DOUBLE?: the mean of its areas, weighted by what the figure is about where that is known of areas with a
--     figure, in the unit of the indicator; NULL where the method is none
--   method VARCHAR: inhabitants, households, unweighted or none
--   n INTEGER: how many of its areas have a figure
--   n_higher INTEGER: how many of them are higher than the country
--   n_lower INTEGER: how many of them are lower
CREATE TABLE regional AS
WITH figure AS (
    SELECT value.*, regio_code, national_method, counted_in(national_method) AS counted
    FROM value
    JOIN area USING (area_type, area_code, vintage)
    JOIN indicator USING (indicator_id)
    WHERE regio_code IS NOT NULL AND area_type <> 'land'
),
mean AS (
    SELECT
        regio_code, indicator_id, area_type, vintage, year, national_method,
        avg(figure.value) AS plain,
        weighted_mean(figure.value, weight) AS weighted,
        count(figure.value)::INTEGER AS n,
        (count(*) FILTER (position = 'higher'))::INTEGER AS n_higher,
        (count(*) FILTER (position = 'lower'))::INTEGER AS n_lower
    FROM figure
    LEFT JOIN weight USING (area_type, area_code, vintage, counted)
    GROUP BY ALL
    HAVING count(figure.value) > 0
),
method AS (
    SELECT *, method_of(if(national_method = 'constant', 'inhabitants', national_method), NULL, weighted) AS method
    FROM mean
)
SELECT
    regio_code, indicator_id, area_type, vintage, year,
    by_method(method, NULL, NULL, weighted, plain) AS value,
    method, n, n_higher, n_lower
FROM method
ORDER BY ALL;
