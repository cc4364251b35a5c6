-- Question: how far is every area on the map from what was expected of it?
-- Parameters: $indicator, $type, $vintage, $from_year, $to_year, $polygon_vintage (the vintage of the map)
-- Columns: code (on the map), measured_code, lon, lat, value (change less the expected change, in spreads of the
--   start group; NULL where no comparable area was measured)
SELECT area.code, own.area_code AS measured_code, area.lon, area.lat,
    (own.change - own.expected) / nullif(own.spread, 0) AS value
FROM area
LEFT JOIN (
    comparable JOIN deviance AS own
        ON own.area_type = $type AND own.area_code = comparable.other_code AND own.vintage = $vintage
        AND comparable.other_vintage = $vintage AND own.indicator_id = $indicator
        AND own.from_year = $from_year AND own.to_year = $to_year
) ON comparable.type = area.type AND comparable.code = area.code AND comparable.vintage = area.vintage
WHERE area.type = $type AND area.vintage = $polygon_vintage
ORDER BY area.code
