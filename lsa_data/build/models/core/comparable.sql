-- comparable: on which area the figures of an area may be shown.
-- The figures of a measured area may be shown on an area when that is itself; when it is the same in another vintage and,
-- where both have a polygon, these overlap for at least 0.75 (less strict than 0.9, because the maps of 2014 and 2015
-- are drawn coarsely); or when the polygons overlap for at least 0.9 both ways. Of several the same one goes first,
-- then the largest overlap. Everything else is not comparable.
-- Grain: an area and a vintage in which a comparable area was measured
-- Key: area_type, area_code, vintage, measured_vintage
-- Columns:
--   area_type VARCHAR: see read_area
--   area_code VARCHAR: the area that is looked at
--   vintage SMALLINT: its vintage
--   measured_code VARCHAR: the area whose figures may be shown on it
--   measured_vintage SMALLINT: the vintage of that area
--   link VARCHAR: self, same or overlap
--   share DOUBLE?: the smaller of the two shares of overlap (0-1); NULL where one of the two has no polygon
CREATE TABLE comparable AS
WITH allowed AS (
    SELECT *, least(share, other_share) AS overlap
    FROM area_link
    WHERE area_type = other_type
        AND CASE link WHEN 'same' THEN coalesce(least(share, other_share), 1) >= 0.75
            ELSE least(share, other_share) >= 0.9 END
    QUALIFY row_number() OVER (
        PARTITION BY area_type, area_code, vintage, other_vintage ORDER BY link = 'same' DESC, overlap DESC
    ) = 1
)
SELECT
    area_type, area_code, vintage, other_code AS measured_code, other_vintage AS measured_vintage, link,
    overlap AS share
FROM allowed
UNION ALL BY NAME
SELECT area_type, area_code, vintage, area_code AS measured_code, vintage AS measured_vintage, 'self' AS link,
    1.0 AS share
FROM area_unnamed
ORDER BY ALL;
