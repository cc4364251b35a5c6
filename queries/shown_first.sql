-- Question: in which vintage is each type of area shown when nobody asks for another?
-- Parameters: none
-- Columns: area_type, vintage
SELECT area_type, vintage FROM shown_first ORDER BY area_type
