-- Question: what are the figures of each regio for one indicator, type of area and year?
-- Parameters: $indicator, $type, $year (no older `edition` is given)
-- Columns: regio_code, value, method, n, n_higher, n_lower, national, national_method
SELECT regio_code, regional.value, regional.method, regional.n, n_higher, n_lower,
    national.value AS national, national.method AS national_method
FROM regional JOIN national USING (indicator_id, area_type, vintage, year)
WHERE indicator_id = $indicator AND area_type = $type AND year = $year
    AND NOT older_edition
ORDER BY regio_code
