-- Question: which areas of another type does this area overlap, and how much of each lies in the other?
-- Parameters: $type, $code, $other_type
-- Columns: code, vintage, name, gemeente_name, share (of this area), other_share (of the other); largest first
SELECT area.code, area.vintage, area.name, area.gemeente_name, share, other_share
FROM area_link
JOIN area ON area.type = other_type AND area.code = other_code AND area.vintage = other_vintage
WHERE area_link.type = $type AND area_link.code = $code AND other_type = $other_type AND $type <> $other_type
    AND (share >= 0.02 OR other_share >= 0.05)
ORDER BY share DESC, area.code
