-- Question: which areas meet every one of these conditions?
-- Each is about the newest figure that may be shown on the area (of one year, where the condition names it), wherever it
-- was measured: see comparable. Of one year a figure of the area itself goes first, then the newest vintage.
-- Parameters: $conditions (a list of n, indicator, year or NULL, and what is asked of the figure, else NULL: position,
--   trend, low, high), $type, $vintage (of the areas; NULL is every one)
-- Columns: area_type, area_code, vintage
WITH condition AS (
    SELECT unnest($conditions::STRUCT(
        n INTEGER, indicator_id VARCHAR, year INTEGER, position VARCHAR, trend VARCHAR, low DOUBLE, high DOUBLE
    )[], recursive := true)
),
newest AS (
    SELECT
        n, comparable.area_type, comparable.area_code, comparable.vintage,
        max_by(
            struct_pack(
                indicator_id := value.indicator_id, measured_code := measured_code, measured_vintage := measured_vintage,
                value := value.value, position := value.position
            ),
            (value.year, link = 'self', measured_vintage)
        ) AS figure
    FROM condition
    JOIN value ON value.indicator_id = condition.indicator_id
        AND (condition.year IS NULL OR value.year = condition.year)
    JOIN comparable ON comparable.area_type = value.area_type AND measured_code = value.area_code
        AND measured_vintage = value.vintage
    WHERE value.value IS NOT NULL
        AND ($type IS NULL OR value.area_type = $type)
        AND ($vintage IS NULL OR comparable.vintage = $vintage)
    GROUP BY ALL
)
SELECT newest.area_type, newest.area_code, newest.vintage
FROM newest
JOIN condition USING (n)
LEFT JOIN trend ON trend.indicator_id = condition.indicator_id AND trend.area_type = newest.area_type
    AND trend.area_code = figure.measured_code AND trend.vintage = figure.measured_vintage
WHERE (condition.position IS NULL OR figure.position = condition.position)
    AND (condition.trend IS NULL OR direction = condition.trend)
    AND (low IS NULL OR figure.value >= low)
    AND (high IS NULL OR figure.value <= high)
GROUP BY ALL
HAVING count(*) = (SELECT count(*) FROM condition)
