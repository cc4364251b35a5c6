-- Question: how many areas of each vulnerable set declined, per indicator and period?
-- Parameters: $indicators (a list), $type, $vintage, $from_year, $to_year (both NULL for every period),
--   $relative (against the country instead of in itself), $rule (bron, ruis or vast: see declined_by), $threshold (of
--   vast), $codes (a list: the areas of the reader's own set)
-- Columns: indicator_id, from_year, to_year, group_id (a set of vulnerable areas, eigen for the reader's own codes,
--   alle for every area), n (areas of which it is known), declined (of those)
WITH changes AS (
    SELECT
        indicator_id, area_code, from_year, to_year,
        declined_by($rule, asked_change(change, national_change, scale, $relative), polarity, band, change_class,
            $threshold) AS declined
    FROM claim_change
    JOIN indicator USING (indicator_id)
    WHERE list_contains($indicators, indicator_id) AND area_type = $type AND vintage = $vintage
        AND ($from_year IS NULL OR from_year = $from_year) AND ($to_year IS NULL OR to_year = $to_year)
),
member AS (
    SELECT group_id, area_code FROM vulnerable WHERE area_type = $type AND vintage = $vintage
    UNION ALL BY NAME
    SELECT 'eigen' AS group_id, unnest($codes) AS area_code
)
SELECT indicator_id, from_year, to_year, group_id, count(*) AS n, count(*) FILTER (declined) AS declined
FROM (
    SELECT changes.*, group_id FROM changes JOIN member USING (area_code)
    UNION ALL BY NAME
    SELECT *, 'alle' AS group_id FROM changes
)
WHERE declined IS NOT NULL
GROUP BY indicator_id, from_year, to_year, group_id
ORDER BY ALL
