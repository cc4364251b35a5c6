-- Question: which area has this code (in this vintage, or in all vintages when $vintage is NULL)?
-- Parameters: $code, $vintage (integer or NULL)
-- Columns: type, code, vintage, name, gemeente_code, gemeente_name, provincie_code, provincie_name, regio_code,
--          regio_nl, regio_en, lon, lat, inhabitants, inhabitants_year, size_class (under_250, under_1000,
--          larger, or NULL); newest vintage first
SELECT
    area_type AS type, area_code AS code, vintage, area.name, gemeente_code, gemeente_name, provincie_code,
    provincie.name AS provincie_name, area.regio_code, name_nl AS regio_nl, name_en AS regio_en, lon, lat,
    inhabitants, inhabitants_year, size_class
FROM area
LEFT JOIN provincie USING (provincie_code)
LEFT JOIN regio ON regio.regio_code = area.regio_code
WHERE area_code = $code AND ($vintage IS NULL OR vintage = $vintage)
ORDER BY vintage DESC
