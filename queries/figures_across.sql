-- Question: which figures are there on the areas of one vintage, also those of other vintages of the same place?
-- Of an older edition that the area also has the newer one of, nothing is given.
-- Parameters: $vintage
-- Columns: indicator_id, area_type, area_code, vintage (of where it is shown), year, value, status, coverage, provisional,
--   percentile, noise, position, unusual, ci_lower, ci_upper: those of value; place (of the row in that table),
--   measured_code, measured_vintage, link and share (see comparable)
SELECT
    value.rowid AS place,
    value.* REPLACE (comparable.area_code AS area_code, comparable.vintage AS vintage),
    measured_code, measured_vintage, link, share
FROM value
JOIN comparable ON comparable.area_type = value.area_type AND measured_code = value.area_code
    AND measured_vintage = value.vintage
WHERE comparable.vintage = $vintage
    AND NOT EXISTS (
        SELECT 1 FROM edition
        JOIN comparable AS again ON again.area_type = edition.area_type AND again.measured_vintage = newer_vintage
        JOIN value AS newer ON newer.indicator_id = edition.indicator_id AND newer.area_type = again.area_type
            AND newer.area_code = again.measured_code AND newer.vintage = again.measured_vintage
        WHERE edition.indicator_id = value.indicator_id AND edition.area_type = value.area_type
            AND edition.vintage = value.vintage
            AND again.area_code = comparable.area_code AND again.vintage = comparable.vintage
    )
