-- Question: where in each regio can its name stand?
-- Parameters: none
-- Columns: code, lon, lat (a point inside the regio)
SELECT area_code AS code, lon, lat FROM area WHERE area_type = 'regio' ORDER BY code
