-- Question: how many names of a list could be matched with an area?
-- Parameters: $list_id
-- Columns: names, matched
SELECT count(*) AS names, count(area_code) AS matched FROM area_list WHERE list_id = $list_id
