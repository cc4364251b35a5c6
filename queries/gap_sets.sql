-- Question: which sets of vulnerable areas have a gap, by which benchmarks?
-- Parameters: none
-- Columns: type, vintage, group_id, benchmark
SELECT DISTINCT area_type AS type, vintage, group_id, benchmark FROM gap
WHERE ends_with(indicator_id, '_totaal') ORDER BY ALL
