-- Question: what is known of this area, in every year, and how does that compare?
-- Parameters: $type, $code, $vintage
-- Columns: one row per indicator and year of a figure that may be shown on this area. Of an older
--   `edition` that this area also has the newer one of, and of what is only in files, nothing is given:
--   indicator_id, theme, year, value, ci_lower and ci_upper (its bounds, where the source gives them), status, coverage, provisional,
--   percentile, noise, position, unusual; size_class (of the area that was measured); measured_code, measured_vintage and
--   link (self, same, overlap) say on which area it was measured; national, national_method, similar_within (how far from
--   the country is about the same), p10, p25, p50, p75, p90, n;
--   wijk (of a buurt, the figure of its wijk), gemeente (the figure of its gemeente), regional (that of its regio), and the trend of the series:
--   direction, gap, ratio_agrees, from_year, to_year, points, from_value, to_value, national_from, national_to, change,
--   national_change, difference_change, scale
WITH measured AS (
    SELECT area_type, measured_code AS area_code, measured_vintage AS vintage, link
    FROM comparable WHERE area_type = $type AND area_code = $code AND vintage = $vintage
),
known AS (
    SELECT * FROM measured JOIN value_of_area AS value USING (area_type, area_code, vintage)
),
figure AS (
    SELECT * FROM known
    WHERE NOT EXISTS (
        SELECT 1 FROM edition JOIN known AS newer
            ON newer.indicator_id = edition.indicator_id AND newer.vintage = newer_vintage
        WHERE edition.indicator_id = known.indicator_id AND edition.area_type = known.area_type
            AND edition.vintage = known.vintage
    )
)
SELECT
    indicator_id, theme, year, figure.value, ci_lower, ci_upper, status, coverage, provisional, percentile,
    figure.noise, position, unusual, size_class,
    area_code AS measured_code, vintage AS measured_vintage, link,
    national.value AS national, national.method AS national_method, similar_within(figure.noise) AS similar_within,
    p10, p25, p50, p75, p90, national.n,
    of_wijk.value AS wijk, of_gemeente.value AS gemeente, regional.value AS regional,
    direction, gap, ratio_agrees, from_year, to_year, points, from_value, to_value, national_from, national_to, change,
    national_change, difference_change, scale
FROM figure
JOIN indicator USING (indicator_id)
LEFT JOIN area USING (area_type, area_code, vintage)
LEFT JOIN national USING (indicator_id, area_type, vintage, year)
LEFT JOIN trend USING (indicator_id, area_type, area_code, vintage)
LEFT JOIN regional USING (regio_code, indicator_id, area_type, vintage, year)
LEFT JOIN (
    SELECT indicator_id, area_code AS gemeente_code, vintage, year, value FROM value_of_area
    WHERE area_type = 'gemeente'
        AND area_code IN (SELECT gemeente_code FROM measured JOIN area USING (area_type, area_code, vintage))
) AS of_gemeente
    ON of_gemeente.indicator_id = figure.indicator_id AND of_gemeente.gemeente_code = area.gemeente_code
    AND of_gemeente.vintage = figure.vintage AND of_gemeente.year = figure.year AND figure.area_type <> 'gemeente'
LEFT JOIN (
    SELECT indicator_id, area_code AS wijk_code, vintage, year, value FROM value_of_area
    WHERE area_type = 'wijk' AND area_code IN (SELECT 'WK' || area_code[3:8] FROM measured)
) AS of_wijk
    ON of_wijk.indicator_id = figure.indicator_id AND of_wijk.wijk_code = 'WK' || figure.area_code[3:8]
    AND of_wijk.vintage = figure.vintage AND of_wijk.year = figure.year AND figure.area_type = 'buurt'
WHERE indicator.shown
ORDER BY indicator.rank, figure.vintage, figure.year
