-- claim_change: every change about which can be claimed that it was a decline, with the three things it is held against.
-- Grain: an indicator of an area between two years in which it was measured
-- Key, as of change: indicator_id, area_type, area_code, vintage, from_year, to_year
-- Columns:
--   indicator_id VARCHAR: see indicator; of the Leefbaarometer
--   area_type VARCHAR: see read_area
--   area_code VARCHAR: see read_area
--   vintage SMALLINT: see read_area
--   from_year SMALLINT: the first year
--   to_year SMALLINT: the second year
--   change DOUBLE: see change; of classes the number of steps
--   national_change DOUBLE?: see change; NULL for classes
--   scale VARCHAR: see change; fixed for classes
--   band DOUBLE?: how large a change is by noise alone (`change_band`); NULL where that is not known
--   change_class TINYINT?: that of the source, of the total and its classes; NULL elsewhere
CREATE VIEW claim_change AS
SELECT
    found.*, change_band(noise) AS band,
    CASE WHEN found.indicator_id IN ('lbm2_totaal', 'lbm2_klasse') THEN change_class END AS change_class
FROM (
    SELECT * FROM change WHERE starts_with(indicator_id, 'lbm')
    UNION ALL BY NAME
    SELECT
        indicator_id, area_type, area_code, vintage, earlier.year AS from_year, later.year AS to_year,
        later.value - earlier.value AS change, NULL AS national_change, 'fixed' AS scale
    FROM value AS earlier
    JOIN value AS later USING (indicator_id, area_type, area_code, vintage)
    JOIN indicator USING (indicator_id)
    WHERE ordinal AND earlier.year < later.year AND earlier.value IS NOT NULL AND later.value IS NOT NULL
) AS found
JOIN area USING (area_type, area_code, vintage)
LEFT JOIN noise ON noise.indicator_id = found.indicator_id AND noise.area_type = found.area_type
    AND noise.vintage = found.vintage AND noise.size = noise_size(inhabitants)
LEFT JOIN change_class ON change_class.area_type = found.area_type AND change_class.area_code = found.area_code
    AND change_class.vintage = found.vintage AND change_class.from_year = found.from_year
    AND change_class.to_year = found.to_year;
