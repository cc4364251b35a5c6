-- edition: which vintage of an indicator is an older edition of which other one: both measured the same year.
-- Of two editions the newer is shown and the whole series of the older is left out: on an area where both were measured
-- (queries/profile.sql), on maps and per regio everywhere (national.older_edition).
-- Grain: a pair of vintages of an indicator and type of area
-- Key: indicator_id, area_type, vintage, newer_vintage
-- Columns:
--   indicator_id VARCHAR: see indicator
--   area_type VARCHAR: see read_area
--   vintage SMALLINT: the vintage of the older edition
--   newer_vintage SMALLINT: that of an edition that measured one of its years again
CREATE TABLE edition AS
WITH measured AS (SELECT DISTINCT indicator_id, area_type, vintage, year FROM read_figure
    WHERE status <> 'not_published_yet')
SELECT DISTINCT indicator_id, area_type, older.vintage, newer.vintage AS newer_vintage
FROM measured AS older
JOIN measured AS newer USING (indicator_id, area_type, year)
WHERE newer.vintage > older.vintage
ORDER BY ALL;
