-- Question: which figures are there on the areas of `selected` (selected_areas.sql), also those of other vintages of the same
--   place?
-- Of an older edition that the area also has the newer one of, nothing is given. The areas come first: figures of all
-- others are never looked at.
-- Parameters: none
-- Columns: indicator_id, area_type, area_code, vintage (of where it is shown), year, value, status, coverage, provisional,
--   percentile, noise, position, unusual, ci_lower, ci_upper: those of value; place (of the row in that table),
--   measured_code, measured_vintage, link and share (see comparable)
WITH shown AS (
    SELECT * FROM comparable SEMI JOIN selected USING (area_type, area_code, vintage)
),
superseded AS (
    SELECT edition.indicator_id, edition.area_type, edition.vintage AS measured_vintage, shown.area_code,
        shown.vintage
    FROM edition
    JOIN shown ON shown.area_type = edition.area_type AND shown.measured_vintage = newer_vintage
    JOIN value AS newer ON newer.indicator_id = edition.indicator_id AND newer.area_type = shown.area_type
        AND newer.area_code = shown.measured_code AND newer.vintage = shown.measured_vintage
)
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
