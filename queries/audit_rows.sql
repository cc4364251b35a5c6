-- Question: what are all figures of one indicator with what they are compared with?
-- Parameters: $indicator
-- Columns: indicator_id, area_type, area_code, year, value, ci_lower, ci_upper, position, expected (the position by the
--   rule), national, mad, similar_within (how far from the country is about the same); wijk, gemeente and PC4 areas
SELECT indicator_id, area_type, area_code, year, value.value, ci_lower, ci_upper, position,
    position_of(value.value, national.value, mad, ci_lower, ci_upper) AS expected, national.value AS national, mad,
    similar_within(mad) AS similar_within
FROM value
JOIN national USING (indicator_id, area_type, vintage, year)
WHERE indicator_id = $indicator AND area_type IN ('wijk', 'gemeente', 'pc4')
