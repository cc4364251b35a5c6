-- Question: which areas can a person look up, and by which name?
-- Parameters: none
-- Columns: type, code, vintage, name, gemeente_name, provincie_name, inhabitants. Every area of the vintage that
--   is shown first (wijk, gemeente 2022; buurt 2017; pc4 2022), and areas of other vintages that none of those
--   can stand for (newest only)
WITH shown_first(type, vintage) AS (VALUES ('wijk', 2022), ('gemeente', 2022), ('buurt', 2017), ('pc4', 2022)),
first_choice AS (
    SELECT area.* FROM area JOIN shown_first USING (type, vintage)
),
other AS (
    SELECT area.*
    FROM area JOIN shown_first ON shown_first.type = area.type AND shown_first.vintage <> area.vintage
    WHERE area.name <> '' AND NOT EXISTS (
        SELECT 1 FROM comparable
        WHERE comparable.type = area.type AND comparable.code = area.code AND comparable.vintage = area.vintage
            AND comparable.other_vintage = shown_first.vintage
    ) AND EXISTS (
        SELECT 1 FROM value
        WHERE value.area_type = area.type AND value.area_code = area.code AND value.vintage = area.vintage
            AND value.value IS NOT NULL
    )
    QUALIFY row_number() OVER (PARTITION BY area.type, area.code, lower(area.name) ORDER BY area.vintage DESC) = 1
)
SELECT found.type, found.code, found.vintage, found.name, gemeente_name, provincie.name AS provincie_name, inhabitants
FROM (SELECT * FROM first_choice UNION ALL SELECT * FROM other) AS found
LEFT JOIN provincie ON provincie.code = provincie_code
ORDER BY found.type, found.vintage DESC, found.code
