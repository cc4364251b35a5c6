-- Question: which area has this code (in this vintage, or in all vintages when $vintage is NULL)?
-- Parameters: $code, $vintage (integer or NULL)
-- Columns: type, code, vintage, name, gemeente_code, gemeente_name, provincie_code, provincie_name, regio_code,
--          regio_nl, regio_en, lon, lat, inhabitants; newest vintage first
SELECT
    area.type, area.code, area.vintage, area.name, gemeente_code, gemeente_name, provincie_code,
    provincie.name AS provincie_name, area.regio_code, regio.name_nl AS regio_nl, regio.name_en AS regio_en,
    lon, lat, inhabitants
FROM area
LEFT JOIN provincie ON provincie.code = provincie_code
LEFT JOIN regio ON regio.code = area.regio_code
WHERE area.code = $code AND ($vintage IS NULL OR area.vintage = $vintage)
ORDER BY area.vintage DESC
