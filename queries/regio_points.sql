-- Question: where in each regio can its name stand?
-- Parameters: none
-- Columns: code, lon, lat (a point inside the regio)
SELECT code, lon, lat FROM area WHERE type = 'regio' ORDER BY code
