-- Question: which indicators were measured for which type of area, in which years and vintages?
-- Parameters: none
-- Columns: indicator_id, theme, area_type, vintage, year, n (areas with a figure), missing; catalogue order
SELECT indicator_id, theme, area_type, vintage, year, n, missing
FROM national JOIN indicator USING (indicator_id)
ORDER BY rank, area_type, year
