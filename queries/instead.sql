-- Question: which buurten of this vintage lie where these buurten lay, that are of older vintages?
-- Parameters: $codes (a list), $vintage
-- Columns: code, other_code, link (same, overlap or part), share (0-1, of the older one that lies in the other),
--   other_share (of the other); of the newest older vintage of a code, by code
WITH gone AS (
    SELECT area_type, area_code, max(vintage) AS vintage FROM area
    WHERE area_type = 'buurt' AND vintage < $vintage AND list_contains($codes, area_code)
    GROUP BY ALL
)
SELECT area_code AS code, other_code, link, share, other_share
FROM gone JOIN area_link USING (area_type, area_code, vintage)
WHERE other_type = 'buurt' AND other_vintage = $vintage
ORDER BY ALL
