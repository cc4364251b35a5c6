-- Question: what belongs to each figure of `chosen` (see chosen.sql, or a part of it)?
-- Columns: type, code, vintage, name, gemeente_code, gemeente_name, provincie_code, regio_code, inhabitants, indicator,
--   year, value, ci_lower, ci_upper (its bounds), unit, status, provisional, national, national_method, difference (value less
--   national), noise (of measuring), position (higher, similar or lower than the country), unusual (outside the middle 80% of
--   areas, on that side), trend, source, measured_code, measured_vintage, link, share (of which area it was measured, and
--   how that is the same place: see comparable), place (see chosen.sql)
SELECT
    area_type AS type, area_code AS code, vintage, name, gemeente_code, gemeente_name, provincie_code, regio_code,
    inhabitants,
    indicator_id AS indicator, year, chosen.value, ci_lower, ci_upper, unit, status, provisional,
    national.value AS national, national.method AS national_method, round(chosen.value - national.value, 9) AS difference,
    chosen.noise, position, unusual, direction AS trend, source_id AS source,
    measured_code, measured_vintage, link, share, place
FROM chosen
JOIN indicator USING (indicator_id)
LEFT JOIN (
    SELECT indicator_id, area_type, vintage AS measured_vintage, year, value, method FROM national
) AS national USING (indicator_id, area_type, measured_vintage, year)
LEFT JOIN (
    SELECT indicator_id, area_type, area_code AS measured_code, vintage AS measured_vintage, direction FROM trend
) AS trend USING (indicator_id, area_type, measured_code, measured_vintage)
