-- Question: what did the police register, per year, in the country and in one gemeente?
-- Parameters: $gemeente (a code of the newest vintage, or NULL)
-- Columns: indicator_id, type (land or gemeente), year, value (NULL: see status), status, provisional; catalogue order
SELECT indicator_id, area_type AS type, year, value, status, provisional
FROM value JOIN indicator USING (indicator_id)
WHERE source_id = 'politie'
    AND (area_type = 'land' OR (area_type = 'gemeente' AND area_code = $gemeente))
    AND vintage = (SELECT max(vintage) FROM value WHERE indicator_id = 'politie_totaal')
ORDER BY rank, area_type, year
