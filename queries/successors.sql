-- Question: which areas of the vintage that is shown first took the place of this one?
-- Parameters: $type, $code, $vintage
-- Columns: code, vintage, name, gemeente_name, link (same or overlap), share (of this area), other_share (of the other)
SELECT other.area_code AS code, other.vintage, name, gemeente_name, link, share, other_share
FROM area_link
JOIN shown_first ON shown_first.area_type = other_type AND shown_first.vintage = other_vintage
JOIN area AS other ON other.area_type = other_type AND other.area_code = other_code AND other.vintage = other_vintage
WHERE area_link.area_type = $type AND area_link.area_code = $code AND area_link.vintage = $vintage
    AND other_type = $type AND (link = 'same' OR share >= 0.02)
ORDER BY share DESC NULLS FIRST, code
