-- Question: what is the country for this indicator and type of area, year by year?
-- Parameters: $indicator, $type
-- Columns: vintage, year, value, method, mad, p10, p25, p50, p75, p90, n, missing
SELECT vintage, year, value, method, mad, p10, p25, p50, p75, p90, n, missing
FROM national WHERE indicator_id = $indicator AND area_type = $type
ORDER BY vintage, year
