-- Question: does this area resemble no other, though its structure is known?
-- Parameters: $type, $code, $vintage, $elsewhere (true: no other in other gemeenten), $needed (the figures of which structure
--   is made: `methods.peers.FIGURES`)
-- Columns: unlike
WITH home AS (
    SELECT area_type, measured_code AS area_code, measured_vintage AS vintage
    FROM comparable
    WHERE area_type = $type AND area_code = $code AND vintage = $vintage
        AND measured_vintage = (SELECT max(vintage) FROM peer WHERE area_type = $type)
)
SELECT count(DISTINCT indicator_id) = len($needed) AND NOT EXISTS (
    SELECT 1 FROM peer SEMI JOIN home USING (area_type, area_code, vintage) WHERE elsewhere = $elsewhere
) AS unlike
FROM value_of_area SEMI JOIN home USING (area_type, area_code, vintage)
WHERE list_contains($needed, indicator_id) AND value IS NOT NULL
