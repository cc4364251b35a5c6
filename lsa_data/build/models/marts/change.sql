-- change: how much an indicator of an area changed between two years of one series.
-- The published change where there is one, else the difference of two years. Classes are an order, not a measure: no
-- difference is taken of them.
-- Grain: an indicator of an area between two years in which it was measured
-- Key, as of value: indicator_id, area_type, area_code, vintage, from_year, to_year
-- Columns:
--   indicator_id VARCHAR: see indicator
--   area_type VARCHAR: see read_area
--   area_code VARCHAR: see read_area
--   vintage SMALLINT: see read_area
--   from_year SMALLINT: the first year
--   to_year SMALLINT: the second year
--   change DOUBLE: in the unit of the indicator
--   national_change DOUBLE?: of the country in the same years (`country_in_year`); NULL where `change` is against the country already
--   scale VARCHAR: fixed (the change of the area itself) or relative (against the country: an indicator that is relative,
--     where nothing is published)
CREATE VIEW change AS
SELECT
    indicator_id, area_type, area_code, vintage, earlier.year AS from_year, later.year AS to_year,
    coalesce(published.change, later.value - earlier.value) AS change,
    CASE
        WHEN published.change IS NOT NULL THEN published.national_change
        WHEN NOT relative THEN country_in_year(relative, then_national.method, then_national.value, then_national.mean)
            - country_in_year(relative, national.method, national.value, national.mean)
    END AS national_change,
    CASE WHEN relative AND published.change IS NULL THEN 'relative' ELSE 'fixed' END AS scale
FROM value AS earlier
JOIN value AS later USING (indicator_id, area_type, area_code, vintage)
JOIN indicator USING (indicator_id)
LEFT JOIN published_change AS published
    ON published.indicator_id = earlier.indicator_id AND published.area_type = earlier.area_type
    AND published.area_code = earlier.area_code AND published.vintage = earlier.vintage
    AND published.from_year = earlier.year AND published.to_year = later.year
LEFT JOIN national
    ON national.indicator_id = earlier.indicator_id AND national.area_type = earlier.area_type
    AND national.vintage = earlier.vintage AND national.year = earlier.year
LEFT JOIN national AS then_national
    ON then_national.indicator_id = earlier.indicator_id AND then_national.area_type = earlier.area_type
    AND then_national.vintage = earlier.vintage AND then_national.year = later.year
WHERE later.year > earlier.year AND earlier.value IS NOT NULL AND later.value IS NOT NULL
    AND area_type <> 'land' AND NOT ordinal;
