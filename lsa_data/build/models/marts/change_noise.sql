-- change_noise: how much a score of the Leefbaarometer differs from measurement to measurement without a lasting change.
-- The standard deviation of what a measurement is beside the line between the one before and the one after, scaled to one
-- measurement. Real changes are in it: an upper bound. The country's own mean of every year is taken out first.
-- Grain: an indicator, type of area, vintage and class of inhabitants
-- Key: indicator_id, area_type, vintage, size_from
-- Columns:
--   indicator_id VARCHAR: see indicator
--   area_type VARCHAR: wijk, gemeente or pc4
--   vintage SMALLINT: see read_area
--   size_from INTEGER: the class of inhabitants (`size_from`); 0 for postcodes, of which inhabitants are not published
--   noise DOUBLE: of one measurement, in the unit of the indicator
--   n INTEGER: how many measurements it comes from
CREATE TABLE change_noise AS
WITH measured AS (
    SELECT
        indicator_id, area_type, area_code, vintage, year, size_from(inhabitants) AS size_from,
        value - avg(value) OVER (PARTITION BY indicator_id, area_type, vintage, year) AS own
    FROM value
    JOIN indicator USING (indicator_id)
    JOIN area USING (area_type, area_code, vintage)
    WHERE starts_with(indicator_id, 'lbm') AND NOT ordinal AND value IS NOT NULL
),
between_two AS (
    SELECT
        *, lag(own) OVER series AS before, lead(own) OVER series AS after,
        (lead(year) OVER series - year) / (lead(year) OVER series - lag(year) OVER series) AS share
    FROM measured
    WINDOW series AS (PARTITION BY indicator_id, area_type, area_code, vintage ORDER BY year)
)
SELECT
    indicator_id, area_type, vintage, size_from,
    stddev_samp((own - share * before - (1 - share) * after) / sqrt(1 + share ** 2 + (1 - share) ** 2)) AS noise,
    count(*)::INTEGER AS n
FROM between_two
WHERE before IS NOT NULL AND after IS NOT NULL
GROUP BY ALL
HAVING count(*) > 30
ORDER BY ALL;
