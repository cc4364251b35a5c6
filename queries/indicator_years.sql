-- Question: which indicators were measured for which type of area, in which years and vintages?
-- Parameters: none
-- Columns: indicator_id, theme, area_type, vintage, year, n (areas with a figure), missing; catalogue order
WITH measured AS (
    SELECT indicator_id, area_type, vintage, year, n, missing FROM national
    UNION ALL
    SELECT indicator_id, area_type, vintage, year, count(value)::INTEGER, (count(*) - count(value))::INTEGER
    FROM value
    WHERE area_type = 'land'
    GROUP BY ALL
)

SELECT indicator_id, theme, area_type, vintage, year, n, missing
FROM measured JOIN indicator USING (indicator_id)
ORDER BY rank, area_type, year
