-- Question: which areas resemble this one most, and in what?
-- Parameters: $type, $code, $vintage, $elsewhere (true: only in other gemeenten)
-- Columns: rank, code, name, gemeente_name, distance, inhabitants, per_km2, koopwoningen, woz, inkomen_laag,
--   leeftijd_65_plus; the area itself comes first with rank 0
WITH chosen AS (
    SELECT rank, peer_code AS area_code, distance FROM peer
    WHERE area_type = $type AND area_code = $code AND vintage = $vintage AND elsewhere = $elsewhere
    UNION ALL BY NAME
    SELECT 0 AS rank, $code AS area_code, 0 AS distance
),
figure AS (
    SELECT area_code,
        max(value) FILTER (indicator_id = 'kwb_inwoners')
            / max(value) FILTER (indicator_id = 'kwb_oppervlakte') AS per_km2,
        max(value) FILTER (indicator_id = 'kwb_koopwoningen') AS koopwoningen,
        max(value) FILTER (indicator_id = 'kwb_woz') AS woz,
        max(value) FILTER (indicator_id = 'kwb_inkomen_laag') AS inkomen_laag,
        max(value) FILTER (indicator_id = 'kwb_leeftijd_65_plus') AS leeftijd_65_plus
    FROM value WHERE area_type = $type AND vintage = $vintage AND area_code IN (SELECT area_code FROM chosen)
    GROUP BY area_code
)
SELECT rank, area_code AS code, name, gemeente_name, distance, inhabitants, per_km2, koopwoningen, woz,
    inkomen_laag, leeftijd_65_plus
FROM chosen
JOIN area USING (area_code)
LEFT JOIN figure USING (area_code)
WHERE area_type = $type AND vintage = $vintage
ORDER BY rank
