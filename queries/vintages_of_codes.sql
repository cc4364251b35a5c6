-- Question: in which vintages do these codes exist?
-- Parameters: $codes (a list)
-- Columns: code, vintage
SELECT area_code AS code, vintage FROM area WHERE list_contains($codes, area_code) ORDER BY ALL
