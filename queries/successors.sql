-- Question: which areas of the vintage that is shown first took the place of this one?
-- Parameters: $type, $code, $vintage, $shown_first (a vintage)
-- Columns: code, vintage, name, gemeente_name, link (same, overlap or part), share (of this area), other_share (of the
--   other). An area without a polygon takes those of the same place in the nearest vintage that has them.
WITH place AS (
    SELECT area_type, measured_code AS area_code, measured_vintage AS vintage
    FROM comparable
    WHERE area_type = $type AND area_code = $code AND vintage = $vintage AND EXISTS (
        SELECT 1 FROM area_link
        WHERE area_type = $type AND area_code = measured_code AND vintage = measured_vintage
            AND other_type = $type AND other_vintage = $shown_first
    )
    ORDER BY abs(measured_vintage - vintage) LIMIT 1
)
SELECT other.area_code AS code, other.vintage, name, gemeente_name, link, share, other_share
FROM place
JOIN area_link USING (area_type, area_code, vintage)
JOIN area AS other ON other.area_type = other_type AND other.area_code = other_code AND other.vintage = other_vintage
WHERE other_type = $type AND other_vintage = $shown_first AND (link = 'same' OR share >= 0.02)
ORDER BY share DESC NULLS FIRST, code
