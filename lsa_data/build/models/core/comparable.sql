-- comparable: on which area the figures of an area may be shown.
-- On the area itself, and in every other vintage on the one that is the same place: see area_link. Everything else is not
-- comparable. A measured area is shown on at most one area of a vintage.
-- Grain: an area and a vintage in which a comparable area was measured
-- Key: area_type, area_code, vintage, measured_vintage
-- Columns:
--   area_type VARCHAR: see read_area
--   area_code VARCHAR: the area that is looked at
--   vintage SMALLINT: its vintage
--   measured_code VARCHAR: the area whose figures may be shown on it
--   measured_vintage SMALLINT: the vintage of that area
--   link VARCHAR: self, same or overlap
--   share DOUBLE?: the smaller of the two shares of overlap (0-1); NULL where none was measured
CREATE TABLE comparable AS
SELECT
    area_type, area_code, vintage, other_code AS measured_code, other_vintage AS measured_vintage, link,
    least(share, other_share) AS share
FROM area_link
WHERE link IN ('same', 'overlap')
UNION ALL BY NAME
SELECT area_type, area_code, vintage, area_code AS measured_code, vintage AS measured_vintage, 'self' AS link,
    1.0 AS share
FROM area_unnamed
ORDER BY ALL;
