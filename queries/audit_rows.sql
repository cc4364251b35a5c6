-- Question: what are all figures of one indicator with what they are compared with?
-- Parameters: $indicator
-- Columns: indicator_id, area_type, area_code, year, value, ci_lower, ci_upper, position, national, mad; wijk, gemeente and PC4 areas
SELECT value.indicator_id, value.area_type, area_code, value.year, value.value, value.ci_lower, value.ci_upper,
    position,
    national.value AS national, mad
FROM value JOIN national
    ON national.indicator_id = value.indicator_id AND national.area_type = value.area_type
    AND national.vintage = value.vintage AND national.year = value.year
WHERE value.indicator_id = $indicator AND value.area_type IN ('wijk', 'gemeente', 'pc4')
