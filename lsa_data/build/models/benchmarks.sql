-- Fill national, regional and the position of every value. Parameter: $scaled_mad.
-- The median absolute deviation is taken over all areas of one type in one year. Where a figure has bounds these
-- decide its position; otherwise the spread does.

CREATE TEMP TABLE spread AS
WITH middle AS (
    SELECT indicator_id, area_type, vintage, year, median(value) AS middle
    FROM value GROUP BY ALL
)
SELECT indicator_id, area_type, vintage, year, median(abs(value.value - middle)) AS mad
FROM value JOIN middle USING (indicator_id, area_type, vintage, year)
GROUP BY ALL;

INSERT INTO national
WITH computed AS (
    SELECT
        indicator_id, area_type, value.vintage, year,
        avg(value) AS plain,
        sum(value * area.inhabitants) / nullif(sum(area.inhabitants) FILTER (value IS NOT NULL), 0) AS weighted,
        quantile_cont(value, [0.1, 0.25, 0.5, 0.75, 0.9]) AS quantiles,
        count(value) AS n,
        count(*) - count(value) AS missing
    FROM value
    JOIN area ON area.type = area_type AND area.code = area_code AND area.vintage = value.vintage
    WHERE area_type <> 'land'
    GROUP BY ALL
),
published AS (
    SELECT indicator_id, vintage, year, value AS published FROM value WHERE area_type = 'land'
),
method AS (
    SELECT computed.*, published,
        CASE
            WHEN national_method = 'none' THEN 'none'
            WHEN published IS NOT NULL THEN 'published'
            WHEN weighted IS NOT NULL AND national_method <> 'unweighted' THEN 'weighted'
            ELSE 'unweighted'
        END AS method
    FROM computed
    JOIN indicator ON indicator.id = indicator_id
    LEFT JOIN published USING (indicator_id, vintage, year)
)
SELECT
    indicator_id, area_type, vintage, year,
    CASE method WHEN 'published' THEN published WHEN 'weighted' THEN weighted WHEN 'unweighted' THEN plain END,
    method, mad, quantiles[1], quantiles[2], quantiles[3], quantiles[4], quantiles[5], n, missing
FROM method JOIN spread USING (indicator_id, area_type, vintage, year)
ORDER BY ALL;

CREATE TEMP TABLE judged AS
SELECT
    value.indicator_id, value.area_type, area_code, value.vintage, value.year, value.value, status, coverage,
    CASE WHEN value.value IS NOT NULL AND value.area_type <> 'land' THEN
        percent_rank() OVER (
            PARTITION BY value.indicator_id, value.area_type, value.vintage, value.year, value.value IS NULL
            ORDER BY value.value
        )
    END AS percentile,
    CASE
        WHEN value.value IS NULL OR national.value IS NULL THEN NULL
        WHEN national.value BETWEEN ci_lower AND ci_upper THEN 'similar'
        WHEN ci_lower IS NULL AND abs(value.value - national.value) <= $scaled_mad * mad THEN 'similar'
        WHEN value.value > national.value THEN 'higher'
        ELSE 'lower'
    END AS position,
    ci_lower, ci_upper
FROM value
LEFT JOIN national
    ON national.indicator_id = value.indicator_id AND national.area_type = value.area_type
    AND national.vintage = value.vintage AND national.year = value.year;

DELETE FROM value;
INSERT INTO value SELECT * FROM judged ORDER BY indicator_id, area_type, year, vintage, area_code;
DROP TABLE judged;
DROP TABLE spread;

INSERT INTO regional
SELECT
    regio_code, value.indicator_id, value.area_type, value.vintage, value.year,
    CASE national.method
        WHEN 'none' THEN NULL
        WHEN 'unweighted' THEN avg(value.value)
        ELSE coalesce(
            sum(value.value * area.inhabitants) / nullif(sum(area.inhabitants) FILTER (value.value IS NOT NULL), 0),
            avg(value.value)
        )
    END AS regional,
    CASE
        WHEN national.method = 'none' THEN 'none'
        WHEN national.method = 'unweighted' OR sum(area.inhabitants) FILTER (value.value IS NOT NULL) IS NULL
            THEN 'unweighted'
        ELSE 'weighted'
    END,
    count(value.value), count(*) FILTER (position = 'higher'), count(*) FILTER (position = 'lower')
FROM value
JOIN area ON area.type = area_type AND area.code = area_code AND area.vintage = value.vintage
JOIN national
    ON national.indicator_id = value.indicator_id AND national.area_type = value.area_type
    AND national.vintage = value.vintage AND national.year = value.year
WHERE regio_code IS NOT NULL
GROUP BY regio_code, value.indicator_id, value.area_type, value.vintage, value.year, national.method
HAVING count(value.value) > 0
ORDER BY ALL;
