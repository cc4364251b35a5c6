-- Question: how do areas of two vintages, or of two types, relate?
-- Parameters (NULL is everything): $type, $vintage, $other_type, $other_vintage, $codes (a list), $links (a list)
-- Columns: type, code, vintage, other_type, other_code, other_vintage, link (same, overlap, part), share (0-1, of the surface
--   of the area that lies in the other), other_share (of the other), place (of the row in its table, which is sorted)
SELECT
    area_type AS type, area_code AS code, vintage, other_type, other_code, other_vintage, link, share, other_share,
    rowid AS place
FROM area_link
WHERE ($type IS NULL OR area_type = $type)
    AND ($vintage IS NULL OR vintage = $vintage)
    AND ($other_type IS NULL OR other_type = $other_type)
    AND ($other_vintage IS NULL OR other_vintage = $other_vintage)
    AND ($codes IS NULL OR list_contains($codes, area_code))
    AND ($links IS NULL OR list_contains($links, link))
