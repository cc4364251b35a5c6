-- Question: in which gemeenten do areas of one type and vintage lie?
-- Parameters: $type, $vintage, $regio (a code or NULL)
-- Columns: gemeente_code, gemeente_name; by name
SELECT DISTINCT gemeente_code, gemeente_name FROM area
WHERE area_type = $type AND vintage = $vintage AND gemeente_code IS NOT NULL AND gemeente_name IS NOT NULL
    AND ($regio IS NULL OR regio_code = $regio)
ORDER BY gemeente_name, gemeente_code
