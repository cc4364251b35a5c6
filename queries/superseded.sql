-- Question: of which indicators does an area of `shown` (shown_on.sql) have a newer edition too?
-- Parameters: none
-- Columns: indicator_id, area_type, measured_vintage (of the older edition), area_code, vintage
SELECT edition.indicator_id, edition.area_type, edition.vintage AS measured_vintage, shown.area_code, shown.vintage
FROM edition
JOIN shown ON shown.area_type = edition.area_type AND shown.measured_vintage = newer_vintage
JOIN value AS newer ON newer.indicator_id = edition.indicator_id AND newer.area_type = shown.area_type
    AND newer.area_code = shown.measured_code AND newer.vintage = shown.measured_vintage
