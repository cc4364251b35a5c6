-- Question: what are the national figures of these indicators, and how do areas spread around them?
-- Parameters (NULL is everything): $indicators (a list), $type
-- Columns: indicator, type, vintage, year, value, method, mean (the unweighted mean of the areas), noise (of measuring
--   the middle area), p10, p25, p50, p75, p90 (of areas with 250 people or more), n (areas with a figure), missing
SELECT indicator_id AS indicator, area_type AS type, vintage, year, value, method, mean, noise, p10, p25, p50,
    p75, p90, n, missing
FROM national
WHERE ($indicators IS NULL OR list_contains($indicators, indicator_id)) AND ($type IS NULL OR area_type = $type)
ORDER BY indicator_id, area_type, vintage, year
