-- Question: how did every area of one type do against the areas that started from the same position?
-- Parameters: $indicator, $type, $vintage, $from_year, $to_year
-- Columns: code, name, gemeente_code, gemeente_name, provincie_code, regio_code, inhabitants, growth (of its inhabitants in
--   the years after, a share), start, finish, change, expected (median change of the thirty nearest), as_well (how many
--   of the thirty did at least as well), excess (how much more favourable than expected), error (its standard error),
--   likely (the excess drawn towards the mean of all), probability (that the true excess is more than a change that
--   matters), ahead, ahead_20, ahead_40 (nearly certain against 30, 20 or 40 areas), density, single (per cent of
--   households), young (per cent under 15), old (per cent from 65 years; NULL for postcodes), nearest (codes of the four
--   nearest areas); by code
WITH structure AS (
    SELECT area_code,
        any_value(value) FILTER (indicator_id = 'kwb_dichtheid') AS density,
        any_value(value) FILTER (indicator_id = 'kwb_eenpersoonshuishoudens') AS single,
        any_value(value) FILTER (indicator_id = 'kwb_leeftijd_0_14') AS young,
        any_value(value) FILTER (indicator_id = 'kwb_leeftijd_65_plus') AS old
    FROM value WHERE area_type = $type AND vintage = $vintage AND starts_with(indicator_id, 'kwb_')
    GROUP BY area_code
)
SELECT area_code AS code, name, gemeente_code, gemeente_name, provincie_code, regio_code, inhabitants, growth,
    earlier.value AS start, later.value AS finish, own.change, own.expected, own.as_well, excess, error, likely,
    probability, own.ahead, own.ahead_20, own.ahead_40, density, single, young, old, start_group.nearest[1:4] AS nearest
FROM deviance AS own
JOIN area USING (area_type, area_code, vintage)
JOIN value AS earlier USING (indicator_id, area_type, area_code, vintage)
JOIN value AS later USING (indicator_id, area_type, area_code, vintage)
JOIN start_group USING (indicator_id, area_type, area_code, vintage, from_year)
LEFT JOIN structure USING (area_code)
WHERE indicator_id = $indicator AND area_type = $type AND vintage = $vintage AND from_year = $from_year
    AND own.to_year = $to_year AND earlier.year = $from_year AND later.year = $to_year
ORDER BY area_code
