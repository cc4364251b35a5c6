-- Question: which figures of other vintages are not there on the areas of `selected`, and why?
-- A figure counts when its indicator and year were measured in other vintages only, and in none of these on an area that
-- is the same place.
-- Parameters: $indicators, $years (lists; NULL is everything)
-- Columns: area_type, area_code, vintage, indicator_id, year, reason (boundary_changed: the area overlaps others of that
--   vintage; unknown: nothing shows which area it was)
WITH measured AS (
    SELECT DISTINCT indicator_id, area_type, year, vintage AS measured_vintage
    FROM national
    WHERE ($indicators IS NULL OR list_contains($indicators, indicator_id))
        AND ($years IS NULL OR list_contains($years, year))
),
other AS (
    SELECT area_type, area_code, vintage, measured_vintage,
        comparable.area_code IS NOT NULL AS moves,
        EXISTS (
            SELECT 1 FROM area_link AS part
            WHERE part.area_type = selected.area_type AND part.area_code = selected.area_code
                AND part.vintage = selected.vintage AND other_type = selected.area_type
                AND other_vintage = measured_vintage
        ) AS touches
    FROM selected
    JOIN (SELECT DISTINCT area_type, measured_vintage FROM measured) AS known USING (area_type)
    LEFT JOIN comparable USING (area_type, area_code, vintage, measured_vintage)
),
cell AS (
    SELECT area_type, area_code, vintage, indicator_id, year, bool_or(moves) AS moves, bool_or(touches) AS touches
    FROM other JOIN measured USING (area_type, measured_vintage)
    GROUP BY ALL
)
SELECT area_type, area_code, vintage, indicator_id, year,
    CASE WHEN touches THEN 'boundary_changed' ELSE 'unknown' END AS reason
FROM cell
WHERE NOT moves
