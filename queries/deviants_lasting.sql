-- Question: do areas that stood out in one period stand out again in the next?
-- Parameters: none
-- Columns: indicator_id, area_type, from_year, middle_year, to_year (two periods that follow each other, without a measured
--   year between), n (areas that stood out in the first), again and others (share (0-1) of those, and of the other areas,
--   that stood out in the second). Standing out: beyond what is usual in the group; only the totals of both models
WITH period AS (
    SELECT * FROM deviance WHERE indicator_id IN ('lbm2_totaal', 'lbm3_totaal')
    QUALIFY to_year = min(to_year) OVER (PARTITION BY indicator_id, area_type, vintage, from_year)
)
SELECT indicator_id, area_type, earlier.from_year, earlier.to_year AS middle_year, later.to_year,
    (count(*) FILTER (earlier.outside))::INTEGER AS n,
    avg(later.outside::INTEGER) FILTER (earlier.outside) AS again,
    avg(later.outside::INTEGER) FILTER (NOT earlier.outside) AS others
FROM period AS earlier
JOIN period AS later USING (indicator_id, area_type, vintage, area_code)
WHERE later.from_year = earlier.to_year
GROUP BY ALL
ORDER BY ALL
