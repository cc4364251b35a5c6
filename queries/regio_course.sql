-- Question: what was an indicator in each regio, in every year of one vintage, and in the country?
-- Parameters: $indicator, $type, $year (the vintage is one in which this year was measured, and no older `edition`)
-- Columns: regio_code, year, value, national
SELECT regio_code, regional.year, regional.value, national.value AS national
FROM regional JOIN national USING (indicator_id, area_type, vintage, year)
WHERE indicator_id = $indicator AND area_type = $type
    AND vintage IN (
        SELECT vintage FROM regional WHERE indicator_id = $indicator AND area_type = $type AND year = $year
    )
    AND NOT older_edition
ORDER BY regio_code, regional.year
