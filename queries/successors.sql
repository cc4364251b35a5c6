-- Question: which areas of the vintage that is shown first took the place of this one?
-- Parameters: $type, $code, $vintage, $shown_first (a vintage)
-- Columns: code, vintage, name, gemeente_name, kind (same or overlap), share (of this area), other_share (of the other)
SELECT area.code, area.vintage, area.name, area.gemeente_name, kind, share, other_share
FROM area_link
JOIN area ON area.type = other_type AND area.code = other_code AND area.vintage = other_vintage
WHERE area_link.type = $type AND area_link.code = $code AND area_link.vintage = $vintage AND other_type = $type
    AND other_vintage = $shown_first AND (kind = 'same' OR share >= 0.02)
ORDER BY share DESC NULLS FIRST, area.code
