-- Question: which areas of one type, in the vintage shown first, lie in this regio, provincie, gemeente or wijk?
-- Parameters: $type, $regio, $provincie, $gemeente, $wijk (the last four a code or NULL; $wijk is for buurten)
-- Columns: code, name, gemeente_code, gemeente_name, provincie_code, regio_code, inhabitants; by name
SELECT area_code AS code, name, gemeente_code, gemeente_name, provincie_code, regio_code, inhabitants
FROM area JOIN shown_first USING (area_type, vintage)
WHERE area_type = $type
    AND ($regio IS NULL OR regio_code = $regio)
    AND ($provincie IS NULL OR provincie_code = $provincie)
    AND ($gemeente IS NULL OR gemeente_code = $gemeente)
    AND ($wijk IS NULL OR 'WK' || area_code[3:8] = $wijk)
ORDER BY name, code
