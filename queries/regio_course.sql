-- Question: what was an indicator in each regio, in every year of one vintage, and in the country?
-- Parameters: $indicator, $type, $year (the vintage is the newest in which this year was measured)
-- Columns: regio_code, year, value, national
SELECT regio_code, regional.year, regional.value, national.value AS national
FROM regional JOIN national USING (indicator_id, area_type, vintage, year)
WHERE indicator_id = $indicator AND area_type = $type AND vintage = (
    SELECT max(vintage) FROM regional WHERE indicator_id = $indicator AND area_type = $type AND year = $year
)
ORDER BY regio_code, regional.year
