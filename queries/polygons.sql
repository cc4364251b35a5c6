-- Question: what are the boundaries of the areas of one map, within a regio, provincie or gemeente?
-- Parameters: $type, $vintage, $regio, $provincie, $gemeente (the last three a code or NULL)
-- Columns: code, name, gemeente_name (NULL for other areas than wijken, buurten and postcodes), wkb; by code, which is
--   the order of the polygons in a layer
SELECT area_code AS code, name, CASE WHEN area_type IN ('wijk', 'buurt', 'pc4') THEN gemeente_name END AS gemeente_name, wkb
FROM polygon JOIN area USING (area_type, vintage, area_code)
WHERE area_type = $type AND vintage = $vintage
    AND ($regio IS NULL OR regio_code = $regio)
    AND ($provincie IS NULL OR provincie_code = $provincie)
    AND ($gemeente IS NULL OR gemeente_code = $gemeente)
ORDER BY area_code
