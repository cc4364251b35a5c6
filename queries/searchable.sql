-- Question: which areas can a person look up, and by which name?
-- Parameters: none
-- Columns: type, code, vintage, name, gemeente_code, gemeente_name, provincie_code, provincie_name, inhabitants,
--   size_class. Every area of the vintage that is shown first, without water, and areas of other vintages that none of
--   those has the code and name of or can stand for (newest only)
WITH candidate AS (
    SELECT area.*, shown_first.vintage AS first_vintage FROM area JOIN shown_first USING (area_type)
    WHERE area_type IN ('wijk', 'gemeente', 'buurt', 'pc4') AND name NOT IN ('', 'Groot water')
),
found AS (
    SELECT * FROM candidate WHERE vintage = first_vintage
    UNION ALL BY NAME
    SELECT * FROM candidate
    WHERE vintage <> first_vintage AND NOT EXISTS (
        SELECT 1 FROM area AS later
        WHERE later.area_type = candidate.area_type AND later.area_code = candidate.area_code
            AND later.vintage = first_vintage AND lower(later.name) = lower(candidate.name)
    ) AND NOT EXISTS (
        SELECT 1 FROM comparable
        WHERE comparable.area_type = candidate.area_type AND comparable.area_code = candidate.area_code
            AND comparable.vintage = candidate.vintage AND measured_vintage = first_vintage
    ) AND EXISTS (
        SELECT 1 FROM value
        WHERE value.area_type = candidate.area_type AND value.area_code = candidate.area_code
            AND value.vintage = candidate.vintage AND value.value IS NOT NULL
    )
    QUALIFY row_number() OVER (PARTITION BY area_type, area_code, lower(name) ORDER BY vintage DESC) = 1
)
SELECT area_type AS type, area_code AS code, vintage, found.name, gemeente_code, gemeente_name, provincie_code,
    provincie.name AS provincie_name, inhabitants, size_class
FROM found
LEFT JOIN provincie USING (provincie_code)
ORDER BY type, vintage DESC, code
