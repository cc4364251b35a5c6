-- Question: how much do all areas differ from each other in every year?
-- Parameters: $type, $vintage
-- Columns: year, deviation (standard deviation), lowest (what a tenth is below, less the mean), highest (what a tenth is
--   above, less the mean), n; all in points
SELECT year, deviation, lowest, highest, n FROM spread_between WHERE area_type = $type AND vintage = $vintage ORDER BY year
