-- Question: which areas have a page that a search engine may show?
-- Parameters: $type
-- Columns: code; of the vintage shown first, by code. Not areas of fewer than 250 people, of which nothing is said
SELECT area_code AS code FROM area JOIN shown_first USING (area_type, vintage)
WHERE area_type = $type AND size_class IS DISTINCT FROM 'under_250'
ORDER BY area_code
