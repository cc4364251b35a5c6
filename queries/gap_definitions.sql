-- Question: by every way to measure it, how did the gap in liveability change between two years?
-- Parameters: $from_year, $to_year
-- Columns: indicator_id, type, vintage, group_id, benchmark, weighting, gap (how much it changed, in points), lower, upper, n,
--   below (areas that fell behind); by name
SELECT indicator_id, area_type AS type, vintage, group_id, benchmark, weighting, gap, lower, upper, n, below
FROM gap
WHERE from_year = $from_year AND year = $to_year AND regio_code = 'land' AND ends_with(indicator_id, '_totaal')
ORDER BY ALL
