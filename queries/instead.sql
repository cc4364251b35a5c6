-- Question: which areas of one type and this vintage lie where these areas lay, that are of older vintages?
-- Parameters: $type, $codes (a list), $vintage, $year (of the codes)
-- Columns: code, other_code, link (same, overlap or part), share (0-1, of the older one that lies in the other),
--   other_share (of the other); of the newest older vintage of a code, but not after $year, by code; nothing of codes of
--   a later year, of which it is not known what they will be
WITH gone AS (
    SELECT area_type, area_code, max(vintage) AS vintage FROM area
    WHERE area_type = $type AND vintage < $vintage AND vintage <= $year AND $year <= $vintage
        AND list_contains($codes, area_code)
    GROUP BY ALL
)
SELECT area_code AS code, other_code, link, share, other_share
FROM gone JOIN area_link USING (area_type, area_code, vintage)
WHERE other_type = $type AND other_vintage = $vintage
ORDER BY ALL
