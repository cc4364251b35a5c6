-- Question: what are these buurten called, where do they lie, and how many people live there?
-- Parameters: $codes (a list), $vintage
-- Columns: code, name, gemeente_code, gemeente_name, provincie_code, provincie_name, regio_code, regio_nl, regio_en,
--   lon, lat, inhabitants (NULL where unknown), inhabitants_year, surface (km2, NULL where unknown); by code
SELECT
    area_code AS code, area.name, gemeente_code, gemeente_name, provincie_code, provincie.name AS provincie_name,
    area.regio_code, name_nl AS regio_nl, name_en AS regio_en, lon, lat, inhabitants, inhabitants_year, surface
FROM area
LEFT JOIN provincie USING (provincie_code)
LEFT JOIN regio ON regio.regio_code = area.regio_code
WHERE area_type = 'buurt' AND vintage = $vintage AND list_contains($codes, area_code)
ORDER BY code
