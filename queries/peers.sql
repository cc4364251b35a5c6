-- Question: which areas resemble this one most, and in what?
-- Parameters: $type, $code, $vintage, $elsewhere (true: only in other gemeenten)
-- Columns: rank, code and vintage (as the area is shown first, where one is comparable with it there; else as it was
--   compared), name, gemeente_name, compared_in (the vintage of the characteristics), distance, inhabitants, per_km2,
--   koopwoningen, woz, inkomen_laag, leeftijd_65_plus; the area itself comes first with rank 0
WITH home AS (
    SELECT area_type, measured_code AS area_code, measured_vintage AS vintage
    FROM comparable
    WHERE area_type = $type AND area_code = $code AND vintage = $vintage
        AND measured_vintage = (SELECT max(vintage) FROM peer WHERE area_type = $type)
),
chosen AS (
    SELECT area_type, peer_code AS area_code, vintage, rank, distance
    FROM peer JOIN home USING (area_type, area_code, vintage) WHERE elsewhere = $elsewhere
    UNION ALL BY NAME
    SELECT *, 0 AS rank, 0 AS distance FROM home
),
figure AS (
    SELECT area_type, area_code, vintage,
        max(value) FILTER (indicator_id = 'kwb_inwoners')
            / max(value) FILTER (indicator_id = 'kwb_oppervlakte') AS per_km2,
        max(value) FILTER (indicator_id = 'kwb_koopwoningen') AS koopwoningen,
        max(value) FILTER (indicator_id = 'kwb_woz') AS woz,
        max(value) FILTER (indicator_id = 'kwb_inkomen_laag') AS inkomen_laag,
        max(value) FILTER (indicator_id = 'kwb_leeftijd_65_plus') AS leeftijd_65_plus
    FROM value_of_area SEMI JOIN chosen USING (area_type, area_code, vintage)
    GROUP BY ALL
),
now AS (
    SELECT area_type, comparable.area_code AS code_now, vintage AS vintage_now, measured_code AS area_code,
        measured_vintage AS vintage
    FROM comparable JOIN shown_first USING (area_type, vintage)
)
SELECT rank, coalesce(code_now, area_code) AS code, coalesce(vintage_now, vintage) AS vintage, name, gemeente_name,
    vintage AS compared_in, distance, inhabitants, per_km2, koopwoningen, woz, inkomen_laag, leeftijd_65_plus
FROM chosen
JOIN area USING (area_type, area_code, vintage)
LEFT JOIN figure USING (area_type, area_code, vintage)
LEFT JOIN now USING (area_type, area_code, vintage)
ORDER BY rank
