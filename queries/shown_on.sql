-- Question: which areas may have their figures shown on those of `selected` (selected_areas.sql)?
-- Parameters: none
-- Columns: area_type, area_code, vintage, measured_code, measured_vintage, link, share: see comparable
SELECT * FROM comparable SEMI JOIN selected USING (area_type, area_code, vintage)
