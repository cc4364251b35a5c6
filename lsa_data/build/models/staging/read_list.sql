-- read_list: the names on lists of areas that others published.
-- Grain: a name on a list
-- Key: list_id, name
-- Columns:
--   list_id VARCHAR: the list, such as wijkaanpak_2007
--   name VARCHAR: the name as published
CREATE TEMP VIEW read_list AS
SELECT list_id, name FROM read_parquet(getvariable('figures') || '/area_list.parquet');
