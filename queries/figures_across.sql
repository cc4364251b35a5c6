-- Question: which figures are there on the areas of `shown` (shown_on.sql), also those of other vintages of the same place?
-- Of an older edition that the area also has the newer one of (`superseded`), nothing is given. The areas come first: figures
-- of all others are never looked at.
-- Parameters: none
-- Columns: indicator_id, area_type, area_code, vintage (of where it is shown), year, value, status, coverage, provisional,
--   percentile, noise, position, unusual, ci_lower, ci_upper: those of value; place (of the row in that table),
--   measured_code, measured_vintage, link and share (see comparable)
SELECT
    value.rowid AS place,
    value.* REPLACE (shown.area_code AS area_code, shown.vintage AS vintage),
    measured_code, shown.measured_vintage, link, share
FROM value
JOIN shown ON shown.area_type = value.area_type AND measured_code = value.area_code
    AND shown.measured_vintage = value.vintage
ANTI JOIN superseded ON superseded.indicator_id = value.indicator_id AND superseded.area_type = value.area_type
    AND superseded.measured_vintage = value.vintage AND superseded.area_code = shown.area_code
    AND superseded.vintage = shown.vintage
