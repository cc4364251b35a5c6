-- Question: which areas of another type does this area overlap, and how much of each lies in the other?
-- Parameters: $type, $code, $other_type
-- Columns: code, vintage (that is shown first, or else the newest), name, gemeente_name, share (of this area),
--   other_share (of the other); largest first
SELECT other.area_code AS code, other.vintage, name, gemeente_name, share, other_share
FROM area_link
JOIN area AS other ON other.area_type = other_type AND other.area_code = other_code AND other.vintage = other_vintage
LEFT JOIN shown_first ON shown_first.area_type = other_type
WHERE area_link.area_type = $type AND area_link.area_code = $code AND other_type = $other_type AND $type <> $other_type
    AND (share >= 0.02 OR other_share >= 0.05)
QUALIFY rank() OVER (
    ORDER BY other.vintage = shown_first.vintage DESC NULLS LAST, other.vintage DESC, area_link.vintage DESC
) = 1
ORDER BY share DESC, code
