-- Question: how many wijken and inhabitants are in each class of Leefbaarometer 2.0 in a year?
-- Parameters: $year
-- Columns: class (1-9), wijken, inhabitants, share (0-1, of the inhabitants of all wijken with a class)
SELECT
    value::INTEGER AS class, count(*) AS wijken, sum(inhabitants)::BIGINT AS inhabitants,
    sum(inhabitants) / sum(sum(inhabitants)) OVER () AS share
FROM value JOIN area USING (area_type, area_code, vintage)
WHERE indicator_id = 'lbm2_klasse' AND area_type = 'wijk' AND year = $year AND value IS NOT NULL
GROUP BY class ORDER BY class
