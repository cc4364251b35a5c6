-- Question: which figures are there, each on the area of which it was measured?
-- Columns: indicator_id, area_type, area_code, vintage (of where it is shown), year, value, status, coverage, provisional,
--   percentile, noise, position, unusual, ci_lower, ci_upper: those of value; place (of the row in that table),
--   measured_code, measured_vintage, link and share (see comparable)
SELECT value.rowid AS place, value.*, area_code AS measured_code, vintage AS measured_vintage, 'self' AS link, 1::DOUBLE AS share
FROM value
