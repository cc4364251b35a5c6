-- Question: what is the figure of every area of one type, in one year, within a regio?
-- Parameters: $indicator, $type, $year, $regio, $provincie, $gemeente (the last three a code or NULL),
--   $vintage: the vintage of the areas that were measured, $polygon_vintage: that of the map they are drawn on
-- Columns: code, name (of the area on the map), gemeente_name, provincie_code, regio_code, lon, lat, value, status,
--   provisional, position, unusual, percentile, measured_vintage, link (self, same, overlap; NULL: no comparable area was
--   measured)
SELECT
    area_code AS code, name, gemeente_name, provincie_code, regio_code, lon, lat, figure.value, status, provisional,
    position, unusual, percentile, measured_vintage, link
FROM area
LEFT JOIN (
    SELECT comparable.*, value.value, status, provisional, position, unusual, percentile
    FROM comparable JOIN value
        ON value.area_type = comparable.area_type AND value.area_code = measured_code
        AND value.vintage = measured_vintage
    WHERE measured_vintage = $vintage AND indicator_id = $indicator AND year = $year
) AS figure USING (area_type, area_code, vintage)
WHERE area_type = $type AND vintage = $polygon_vintage
    AND ($regio IS NULL OR regio_code = $regio)
    AND ($provincie IS NULL OR provincie_code = $provincie)
    AND ($gemeente IS NULL OR gemeente_code = $gemeente)
ORDER BY area_code
