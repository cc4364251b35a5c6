-- Question: which areas of another type does this area overlap, and how much of each lies in the other?
-- Parameters: $type, $code, $other_type
-- Columns: code, vintage (the newest that was measured), name, gemeente_name, share (of this area), other_share (of the
--   other); largest first
SELECT other.area_code AS code, other.vintage, name, gemeente_name, share, other_share
FROM area_link
JOIN area AS other ON other.area_type = other_type AND other.area_code = other_code AND other.vintage = other_vintage
WHERE area_link.area_type = $type AND area_link.area_code = $code AND other_type = $other_type AND $type <> $other_type
    AND (share >= 0.02 OR other_share >= 0.05)
QUALIFY (area_link.vintage, other_vintage) = max((area_link.vintage, other_vintage)) OVER ()
ORDER BY share DESC, code
