-- Question: which sets of vulnerable areas are there?
-- Parameters: none
-- Columns: group_id, type, vintage, n (how many areas)
SELECT group_id, area_type AS type, vintage, count(*) AS n FROM vulnerable GROUP BY ALL ORDER BY ALL
