-- Question: what are the national figures of these indicators, with the spread of areas around them?
-- Parameters (NULL is everything): $indicators (a list), $type
-- Columns: indicator, type, vintage, year, value, method, mad (median absolute deviation), p10, p25, p50, p75, p90,
--   n (areas with a figure), missing
SELECT indicator_id AS indicator, area_type AS type, vintage, year, value, method, mad, p10, p25, p50, p75, p90, n,
    missing
FROM national
WHERE ($indicators IS NULL OR list_contains($indicators, indicator_id)) AND ($type IS NULL OR area_type = $type)
ORDER BY indicator_id, area_type, vintage, year
