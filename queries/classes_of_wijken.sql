-- Question: how many wijken and inhabitants are in each class of an indicator, in its newest year?
-- Parameters: $indicator (an indicator of classes)
-- Columns: year, vintage, class (the lowest is 1), wijken, inhabitants, share (0-1, of the inhabitants of all wijken
--   with a class)
WITH newest AS (
    SELECT year, vintage FROM national WHERE indicator_id = $indicator AND area_type = 'wijk' AND n > 0
    ORDER BY year DESC, vintage DESC LIMIT 1
)
SELECT
    year, vintage, value::INTEGER AS class, count(*) AS wijken, sum(inhabitants)::BIGINT AS inhabitants,
    sum(inhabitants) / sum(sum(inhabitants)) OVER () AS share
FROM value
JOIN newest USING (year, vintage)
JOIN area USING (area_type, area_code, vintage)
WHERE indicator_id = $indicator AND area_type = 'wijk' AND value IS NOT NULL
GROUP BY ALL ORDER BY class
