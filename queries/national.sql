-- Question: what is the country for this indicator and type of area, year by year?
-- Parameters: $indicator, $type
-- Columns: vintage, year, value, method, similar_within (how far from the country the middle area may be and still be
--   about the same, in the unit of the indicator), p10, p25, p50, p75, p90, n, missing, older_edition (whether another vintage measured it again)
SELECT vintage, year, value, method, similar_within(noise) AS similar_within, p10, p25, p50, p75, p90, n, missing,
    older_edition
FROM national
WHERE indicator_id = $indicator AND area_type = $type
ORDER BY vintage, year
