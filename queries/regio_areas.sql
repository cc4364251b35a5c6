-- Question: how many wijken, gemeenten and inhabitants has each regio, in the vintage shown first?
-- Parameters: none
-- Columns: regio_code, wijken, gemeenten, inhabitants, class_4_or_lower (wijken in class 4 or lower of
--   Leefbaarometer 2.0 in 2012), classed (wijken with a class in 2012)
WITH today AS (
    SELECT regio_code, count(*) FILTER (area_type = 'wijk') AS wijken,
        count(*) FILTER (area_type = 'gemeente') AS gemeenten, sum(inhabitants) FILTER (area_type = 'gemeente') AS inhabitants
    FROM area JOIN shown_first USING (area_type, vintage) WHERE area_type IN ('wijk', 'gemeente') GROUP BY regio_code
),
in_2012 AS (
    SELECT regio_code, count(*) FILTER (value.value <= 4) AS class_4_or_lower, count(value.value) AS classed
    FROM value JOIN area USING (area_type, area_code, vintage)
    WHERE indicator_id = 'lbm2_klasse' AND area_type = 'wijk' AND year = 2012 GROUP BY regio_code
)
SELECT * FROM today JOIN in_2012 USING (regio_code) ORDER BY regio_code
