-- Question: from which to which score does every class of this indicator go, as buurten were given it?
-- Parameters: $classes and $scores (two indicators), $vintage, $year
-- Columns: class, low, high (the lowest and the highest score of the buurten in it); by class
SELECT classes.value::INTEGER AS class, min(scores.value) AS low, max(scores.value) AS high
FROM value AS classes
JOIN value AS scores USING (area_type, area_code, vintage, year)
WHERE classes.indicator_id = $classes AND scores.indicator_id = $scores AND area_type = 'buurt' AND vintage = $vintage
    AND year = $year AND classes.value IS NOT NULL AND scores.value IS NOT NULL
GROUP BY ALL
ORDER BY class
