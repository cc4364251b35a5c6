-- Question: how many areas of each vulnerable set declined, per indicator and period?
-- Parameters: $indicators (a list), $type, $vintage, $from_year, $to_year (both NULL for every period),
--   $relative (against the country instead of in itself), $threshold (a decline counts when it is larger than this),
--   $codes (a list: the areas of the reader's own set)
-- Columns: indicator_id, from_year, to_year, group_id (a set of vulnerable areas, eigen for the reader's own codes,
--   alle for every area), n (areas with a figure in both years), declined (of those)
WITH changes AS (
    SELECT indicator_id, area_code, from_year, to_year,
        CASE WHEN $relative AND scale = 'fixed' THEN change - national_change
            WHEN NOT $relative AND scale = 'relative' THEN NULL
            ELSE change END AS change
    FROM change
    WHERE list_contains($indicators, indicator_id) AND area_type = $type AND vintage = $vintage
        AND ($from_year IS NULL OR from_year = $from_year) AND ($to_year IS NULL OR to_year = $to_year)
    UNION ALL BY NAME
    SELECT indicator_id, area_code, earlier.year AS from_year, later.year AS to_year,
        CASE WHEN NOT $relative THEN later.value - earlier.value END AS change
    FROM value AS earlier
    JOIN value AS later USING (indicator_id, area_type, area_code, vintage)
    JOIN indicator USING (indicator_id)
    WHERE ordinal AND list_contains($indicators, indicator_id) AND area_type = $type
        AND vintage = $vintage AND earlier.year < later.year
        AND ($from_year IS NULL OR earlier.year = $from_year) AND ($to_year IS NULL OR later.year = $to_year)
),
member AS (
    SELECT group_id, area_code FROM vulnerable WHERE area_type = $type AND vintage = $vintage
    UNION ALL BY NAME
    SELECT 'eigen' AS group_id, unnest($codes) AS area_code
)
SELECT indicator_id, from_year, to_year, group_id, count(*) AS n,
    count(*) FILTER (change * CASE WHEN polarity < 0 THEN -1 ELSE 1 END < -$threshold) AS declined
FROM (
    SELECT changes.*, group_id FROM changes JOIN member USING (area_code)
    UNION ALL BY NAME
    SELECT *, 'alle' AS group_id FROM changes
)
JOIN indicator USING (indicator_id)
WHERE change IS NOT NULL
GROUP BY indicator_id, from_year, to_year, group_id
ORDER BY ALL
