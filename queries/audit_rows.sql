-- Question: what are all figures of one indicator with what they are compared with?
-- Parameters: $indicator
-- Columns: indicator_id, type, code, year, inhabitants, size_class, value, ci_lower, ci_upper, status, coverage, provisional,
--   position, expected (the position by the rule, NULL on an area with fewer than 250 people), unusual, national,
--   similar_within (how far from the country is about the same), p10, p50, p90, peers (nothing here); wijk, gemeente and
--   PC4 areas
SELECT indicator_id, area_type AS type, area_code AS code, year, inhabitants, size_class, value.value, ci_lower, ci_upper,
    status, coverage, provisional, position,
    CASE WHEN large_enough(size_class) AND NOT ordinal THEN
        position_of(value.value, national.value, value.noise, ci_lower, ci_upper, decimals)
    END AS expected,
    unusual, national.value AS national, similar_within(value.noise) AS similar_within, p10, p50, p90, NULL AS peers
FROM value
JOIN national USING (indicator_id, area_type, vintage, year)
JOIN indicator USING (indicator_id)
JOIN area USING (area_type, area_code, vintage)
WHERE indicator_id = $indicator AND area_type IN ('wijk', 'gemeente', 'pc4')
