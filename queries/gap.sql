-- Question: how far is a set of vulnerable areas from every benchmark, and how did that change?
-- Parameters: $type, $vintage, $group_id
-- Columns: indicator_id, benchmark, weighting, regio_code (land for all), from_year (NULL for the gap in one year), year, gap
--   (in points; with from_year how much it changed), lower, upper (of the 95% band), n (areas), below (of those: under the
--   benchmark, or fallen behind it)
SELECT indicator_id, gap.benchmark, weighting, regio_code, from_year, year, gap, lower, upper, n, below
FROM gap JOIN indicator USING (indicator_id)
WHERE area_type = $type AND vintage = $vintage AND group_id = $group_id
ORDER BY rank, gap.benchmark, weighting, regio_code, from_year, year
