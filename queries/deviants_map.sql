-- Question: how far is every area on the map from what was expected of it?
-- Parameters: $indicator, $type, $vintage, $from_year, $to_year, $polygon_vintage (the vintage of the map)
-- Columns: code (on the map), measured_code, lon, lat, value (how much more favourable than expected the change most likely
--   was, in the unit of the indicator; NULL where no comparable area was measured)
SELECT area_code AS code, measured_code, lon, lat, own.likely AS value
FROM area
LEFT JOIN (
    SELECT comparable.*, own.likely
    FROM comparable JOIN deviance AS own
        ON own.area_type = comparable.area_type AND own.area_code = measured_code AND own.vintage = measured_vintage
    WHERE measured_vintage = $vintage AND indicator_id = $indicator AND from_year = $from_year AND to_year = $to_year
) AS own USING (area_type, area_code, vintage)
WHERE area_type = $type AND vintage = $polygon_vintage
ORDER BY area_code
