-- spread_between: how much all areas differ from each other in a year (sigma convergence: does that become less?).
-- Grain: a total of the Leefbaarometer, type of area, vintage and year
-- Key: indicator_id, area_type, vintage, year
-- Columns:
--   indicator_id VARCHAR: lbm2_totaal or lbm3_totaal
--   area_type VARCHAR: wijk or pc4
--   vintage SMALLINT: see read_area
--   year SMALLINT: the year that the figures are about
--   mean DOUBLE: of all areas, each counting alike
--   deviation DOUBLE: the standard deviation of all areas, in points
--   lowest DOUBLE: what a tenth of the areas is below, less the mean
--   highest DOUBLE: what a tenth of the areas is above, less the mean
--   n INTEGER: how many areas have a figure
CREATE TABLE spread_between AS
SELECT
    indicator_id, area_type, vintage, year, avg(value) AS mean, stddev_samp(value) AS deviation,
    quantile_cont(value, 0.1) - avg(value) AS lowest, quantile_cont(value, 0.9) - avg(value) AS highest,
    count(*)::INTEGER AS n
FROM value
WHERE indicator_id IN ('lbm2_totaal', 'lbm3_totaal') AND area_type IN ('wijk', 'pc4') AND value IS NOT NULL
GROUP BY ALL
HAVING count(*) > 1
ORDER BY ALL;
