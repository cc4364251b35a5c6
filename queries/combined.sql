-- Question: what are these buurten together, in every year, and how does that compare?
-- Parameters: $codes (a list of buurten of one vintage) and $shares (how much of each counts, 0-1, in that order), $vintage;
--   $among (the type of area that they are compared with together), $people (their inhabitants together), $least (the
--   smallest share of the whole that figures must stand for), $land_within (how far off the land of a density may be), $regio and $gemeente (that all of them lie in, or NULL)
-- Columns: one row per indicator and year of a figure that may be shown on one of the buurten; as in profile.sql:
--   indicator_id, theme, year, value (counts are added; a rate with a number of its own (`rate_of`) is that number by all
--   people where it is known; what is a mean or a share is weighted by what `combined_by` of the catalogue says, density
--   by surface; of a class and of what is known of too few NULL), status (computed; low_coverage: known of less than
--   $least of the people; incomplete: a count of people not known of all of them, another count not known of every
--   buurt, or a density of which the land is not known of every buurt or, for people in fives and a density of whole
--   numbers, not within $land_within), coverage, provisional, percentile, noise (by the size of the whole), position, unusual,
--   measured_vintage, link (self, or overlap where one of them was measured as a buurt of another year),
--   national, national_method, similar_within, p10, p25, p50, p75, p90, n, gemeente, regional; and
--   country (what the country is in its course: see `country_in_year`), relative, areas (how many buurten have a figure)
WITH member AS (
    SELECT unnest($codes) AS code, unnest($shares) AS part
),
own AS (
    SELECT code, part, counted, part * weight AS weight
    FROM member JOIN weight ON area_type = 'buurt' AND area_code = code AND vintage = $vintage
),
whole AS (
    SELECT counted, sum(weight) AS whole FROM own GROUP BY counted
),
measured AS MATERIALIZED (
    SELECT code, part, link, value.*
    FROM member
    JOIN comparable ON comparable.area_type = 'buurt' AND comparable.area_code = code AND comparable.vintage = $vintage
    JOIN value_of_area AS value
        ON value.area_type = 'buurt' AND value.area_code = measured_code AND value.vintage = measured_vintage
),
figure AS (
    SELECT
        indicator_id, theme, unit, ordinal, relative, decimals, indicator.rank, measured.vintage, measured.year,
        combined_by AS counted, rate_of IS NOT NULL AS is_rate,
        if(rate_of IS NULL, measured.value, number.value) AS value, measured.provisional, measured.link, measured.part,
        own.weight AS own_weight,
        if(own.weight IS NULL, 0, measured.part * coalesce(there.weight, own.weight / nullif(measured.part, 0))) AS weight
    FROM measured
    JOIN indicator USING (indicator_id)
    LEFT JOIN own ON own.code = measured.code AND own.counted = combined_by
    LEFT JOIN measured AS number
        ON number.code = measured.code AND number.vintage = measured.vintage AND number.year = measured.year
        AND number.indicator_id = rate_of
    LEFT JOIN weight AS there
        ON there.area_type = 'buurt' AND there.area_code = measured.area_code AND there.vintage = measured.vintage
        AND there.counted = combined_by
    WHERE shown AND measured.status <> 'not_published_yet'
),
together AS (
    SELECT
        indicator_id, theme, ordinal, relative, decimals, rank, vintage, year, unit,
        CASE
            WHEN ordinal THEN NULL
            WHEN unit = 'aantal' THEN sum(part * value)
            WHEN is_rate THEN 1000 * sum(part * value) / nullif(sum(weight) FILTER (value IS NOT NULL), 0)
            WHEN unit = 'per_km2' THEN
                sum(weight) FILTER (value > 0) / nullif(sum(weight / value) FILTER (value > 0), 0)
            ELSE weighted_mean(value, weight)
        END AS combined,
        coalesce(sum(own_weight) FILTER (value IS NOT NULL), 0) / nullif(any_value(whole), 0) AS coverage,
        coalesce(
            sum(2.5 * part / value + 0.5 * weight / value ** 2) / nullif(sum(weight / value), 0) <= $land_within, false
        ) AS land_known,
        CASE
            WHEN unit = 'per_km2' THEN 'land'
            WHEN unit = 'aantal' AND theme = 'bevolking' THEN 'people'
            WHEN unit = 'aantal' THEN 'buurten'
            ELSE 'most'
        END AS needs,
        bool_or(provisional) FILTER (value IS NOT NULL) AS provisional,
        if(bool_and(link = 'self'), 'self', 'overlap') AS link,
        count(value)::INTEGER AS areas
    FROM figure JOIN whole USING (counted)
    GROUP BY indicator_id, theme, ordinal, relative, decimals, rank, vintage, year, unit, is_rate
),
known AS (
    SELECT
        * EXCLUDE (combined, coverage, provisional, land_known),
        least(round(coverage, 3), 1) AS coverage, coalesce(provisional, false) AS provisional,
        CASE needs
            WHEN 'land' THEN areas = len($codes) AND land_known
            WHEN 'buurten' THEN areas = len($codes)
            WHEN 'people' THEN coverage >= 0.9995
            ELSE coverage >= $least
        END AS enough,
        CASE WHEN enough THEN combined END AS value
    FROM together
),
newest AS (
    SELECT * FROM known
    WHERE NOT EXISTS (
        SELECT 1 FROM edition JOIN known AS newer
            ON newer.indicator_id = edition.indicator_id AND newer.vintage = newer_vintage AND newer.enough
        WHERE edition.indicator_id = known.indicator_id AND edition.area_type = 'buurt' AND edition.vintage = known.vintage
    )
),
ranked AS (
    SELECT indicator_id, vintage, year, avg((other.value < newest.value)::INTEGER) AS percentile
    FROM newest JOIN value AS other USING (indicator_id, vintage, year)
    WHERE other.area_type = $among AND other.percentile IS NOT NULL AND newest.value IS NOT NULL
    GROUP BY ALL
),
compared AS (
    SELECT
        newest.*, ranked.percentile, coalesce(noise.noise, of_buurten.noise) AS noise,
        coalesce(national.value, country.value) AS national, coalesce(national.method, country.method) AS national_method,
        national.p10, national.p25, national.p50, national.p75, national.p90, national.n,
        country_in_year(relative, country.method, country.value, country.mean) AS country,
        of_gemeente.value AS gemeente, regional.value AS regional
    FROM newest
    LEFT JOIN ranked USING (indicator_id, vintage, year)
    LEFT JOIN national
        ON national.indicator_id = newest.indicator_id AND national.area_type = $among
        AND national.vintage = newest.vintage AND national.year = newest.year
    LEFT JOIN national AS country
        ON country.indicator_id = newest.indicator_id AND country.area_type = 'buurt'
        AND country.vintage = newest.vintage AND country.year = newest.year
    LEFT JOIN noise
        ON noise.indicator_id = newest.indicator_id AND noise.area_type = $among AND noise.vintage = newest.vintage
        AND noise.size = noise_size($people)
    LEFT JOIN noise AS of_buurten
        ON of_buurten.indicator_id = newest.indicator_id AND of_buurten.area_type = 'buurt'
        AND of_buurten.vintage = newest.vintage AND of_buurten.size = noise_size($people)
    LEFT JOIN value_of_area AS of_gemeente
        ON of_gemeente.area_type = 'gemeente' AND of_gemeente.area_code = $gemeente
        AND of_gemeente.indicator_id = newest.indicator_id AND of_gemeente.vintage = newest.vintage
        AND of_gemeente.year = newest.year
    LEFT JOIN regional
        ON regional.regio_code = $regio AND regional.indicator_id = newest.indicator_id AND regional.area_type = $among
        AND regional.vintage = newest.vintage AND regional.year = newest.year
)
SELECT
    indicator_id, theme, year, value, if(enough, 'computed', if(needs = 'most', 'low_coverage', 'incomplete')) AS status, coverage, provisional,
    percentile, noise,
    CASE WHEN NOT ordinal THEN position_of(value, national, noise, NULL, NULL, decimals) END AS position,
    CASE WHEN NOT ordinal THEN
        unusual_of(value, position_of(value, national, noise, NULL, NULL, decimals), p10, p90)
    END AS unusual,
    vintage AS measured_vintage, link, national, national_method, similar_within(noise) AS similar_within,
    p10, p25, p50, p75, p90, n, gemeente, regional, country, relative, areas
FROM compared
ORDER BY rank, vintage, year
