-- Question: which areas of the vintage that is shown first took the place of this one?
-- Parameters: $type, $code, $vintage
-- Columns: code, vintage, name, gemeente_name, link (same, overlap or part), share (of this area), other_share (of the
--   other). An area without a polygon takes those of the same place in the nearest vintage that has one.
WITH became AS (
    SELECT area_link.* FROM area_link
    JOIN shown_first ON shown_first.area_type = other_type AND shown_first.vintage = other_vintage
    WHERE area_link.area_type = $type AND other_type = $type
),
place AS (
    SELECT area_type, measured_code AS area_code, measured_vintage AS vintage
    FROM comparable
    WHERE area_type = $type AND area_code = $code AND vintage = $vintage
        AND EXISTS (SELECT 1 FROM became WHERE became.area_code = measured_code AND became.vintage = measured_vintage)
    ORDER BY abs(measured_vintage - vintage) LIMIT 1
)
SELECT other.area_code AS code, other.vintage, name, gemeente_name, link, share, other_share
FROM place
JOIN became USING (area_type, area_code, vintage)
JOIN area AS other ON other.area_type = other_type AND other.area_code = other_code AND other.vintage = other_vintage
WHERE link = 'same' OR share >= 0.02
ORDER BY share DESC NULLS FIRST, code
