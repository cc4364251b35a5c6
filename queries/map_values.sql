-- Question: what is the figure of every area of one type, in one year, within a region?
-- Parameters: $indicator, $type, $year, $regio, $provincie, $gemeente (the last three a code or NULL),
--   $vintage: the vintage of the areas that were measured, $polygon_vintage: that of the map they are drawn on
-- Columns: code, name (of the area on the map), gemeente_name, provincie_code, regio_code, lon, lat, value, status, position, percentile,
--   measured_vintage, link (self, same, overlap; NULL: no comparable area was measured)
SELECT
    area.code, area.name, area.gemeente_name, area.provincie_code, area.regio_code, area.lon, area.lat,
    value.value, value.status, value.position, value.percentile,
    value.vintage AS measured_vintage,
    CASE WHEN value.area_code IS NOT NULL THEN comparable.kind END AS link
FROM area
LEFT JOIN (
    comparable JOIN value
        ON value.area_type = $type AND value.area_code = comparable.other_code
        AND value.vintage = comparable.other_vintage
        AND value.indicator_id = $indicator AND value.year = $year AND value.vintage = $vintage
) ON comparable.type = area.type AND comparable.code = area.code AND comparable.vintage = area.vintage
WHERE area.type = $type AND area.vintage = $polygon_vintage
    AND ($regio IS NULL OR area.regio_code = $regio)
    AND ($provincie IS NULL OR area.provincie_code = $provincie)
    AND ($gemeente IS NULL OR area.gemeente_code = $gemeente)
ORDER BY area.code
