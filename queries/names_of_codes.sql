-- Question: what are these areas called, and in which vintages are they?
-- Parameters: $codes (a list)
-- Columns: code, type, name, gemeente_code, gemeente_name (of the newest vintage), vintages (a list, newest first)
SELECT
    area_code AS code, max_by(area_type, vintage) AS type, max_by(name, vintage) AS name,
    max_by(gemeente_code, vintage) AS gemeente_code, max_by(gemeente_name, vintage) AS gemeente_name,
    list(vintage::INTEGER ORDER BY vintage DESC) AS vintages
FROM area
WHERE list_contains($codes, area_code)
GROUP BY area_code
