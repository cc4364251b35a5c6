-- Question: which areas of one type, in the vintage shown first, lie in this regio, provincie or gemeente?
-- Parameters: $type, $regio, $provincie, $gemeente (the last three a code or NULL)
-- Columns: code, name, gemeente_code, gemeente_name, provincie_code, regio_code, inhabitants; by name
SELECT area_code AS code, name, gemeente_code, gemeente_name, provincie_code, regio_code, inhabitants
FROM area JOIN shown_first USING (area_type, vintage)
WHERE area_type = $type
    AND ($regio IS NULL OR regio_code = $regio)
    AND ($provincie IS NULL OR provincie_code = $provincie)
    AND ($gemeente IS NULL OR gemeente_code = $gemeente)
ORDER BY name, code
