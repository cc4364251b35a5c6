-- The tables of the database. One row per: see the line above each table.

-- a part of the country in which LSA met
CREATE TABLE regio (code VARCHAR PRIMARY KEY, name_nl VARCHAR NOT NULL, name_en VARCHAR NOT NULL);

-- a provincie and the regio it is counted to
CREATE TABLE provincie (code VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, regio_code VARCHAR NOT NULL);

-- an area in one vintage (the year of the boundaries and codes)
CREATE TABLE area (
    type VARCHAR NOT NULL, code VARCHAR NOT NULL, vintage SMALLINT NOT NULL,
    name VARCHAR NOT NULL, gemeente_code VARCHAR, gemeente_name VARCHAR, provincie_code VARCHAR, regio_code VARCHAR,
    lon DOUBLE, lat DOUBLE, inhabitants INTEGER,
    PRIMARY KEY (type, code, vintage)
);

-- a pair of areas of two vintages (or two types), with the share of the surface of each that lies in the other;
-- the shares are empty where one of the two has no polygon
CREATE TABLE area_link (
    type VARCHAR NOT NULL, code VARCHAR NOT NULL, vintage SMALLINT NOT NULL,
    other_type VARCHAR NOT NULL, other_code VARCHAR NOT NULL, other_vintage SMALLINT NOT NULL,
    kind VARCHAR NOT NULL, share DOUBLE, other_share DOUBLE
);

-- an area and an area whose figures may be shown on it: itself, the same in another vintage, or one that
-- overlaps it for at least 0.9 both ways
CREATE TABLE comparable (
    type VARCHAR NOT NULL, code VARCHAR NOT NULL, vintage SMALLINT NOT NULL,
    other_code VARCHAR NOT NULL, other_vintage SMALLINT NOT NULL, kind VARCHAR NOT NULL, share DOUBLE
);

-- an indicator; its texts are in the catalogue
CREATE TABLE indicator (
    id VARCHAR PRIMARY KEY, theme VARCHAR NOT NULL, source_id VARCHAR NOT NULL, unit VARCHAR NOT NULL,
    polarity TINYINT NOT NULL, decimals TINYINT NOT NULL, kind VARCHAR NOT NULL, national_method VARCHAR NOT NULL,
    headline BOOLEAN NOT NULL, rank SMALLINT NOT NULL
);

-- a figure: an indicator of an area in a year; status says why a value is missing or that it was computed; ci_lower and
-- ci_upper are the bounds of an estimate, where the source gives them
CREATE TABLE value (
    indicator_id VARCHAR NOT NULL, area_type VARCHAR NOT NULL, area_code VARCHAR NOT NULL, vintage SMALLINT NOT NULL,
    year SMALLINT NOT NULL, value DOUBLE, status VARCHAR NOT NULL, coverage FLOAT, percentile FLOAT, position VARCHAR,
    ci_lower DOUBLE, ci_upper DOUBLE
);

-- what the country is for an indicator, type of area, vintage and year, and how areas spread around it
CREATE TABLE national (
    indicator_id VARCHAR NOT NULL, area_type VARCHAR NOT NULL, vintage SMALLINT NOT NULL, year SMALLINT NOT NULL,
    value DOUBLE, method VARCHAR NOT NULL, mad DOUBLE,
    p10 DOUBLE, p25 DOUBLE, p50 DOUBLE, p75 DOUBLE, p90 DOUBLE, n INTEGER NOT NULL, missing INTEGER NOT NULL
);

-- the same for a regio: always computed over its areas
CREATE TABLE regional (
    regio_code VARCHAR NOT NULL, indicator_id VARCHAR NOT NULL, area_type VARCHAR NOT NULL, vintage SMALLINT NOT NULL,
    year SMALLINT NOT NULL, value DOUBLE, method VARCHAR NOT NULL, n INTEGER NOT NULL,
    n_higher INTEGER NOT NULL, n_lower INTEGER NOT NULL
);

-- a change that the source itself publishes; national is the country's own change, which it contains
CREATE TABLE published_change (
    indicator_id VARCHAR NOT NULL, area_type VARCHAR NOT NULL, area_code VARCHAR NOT NULL, vintage SMALLINT NOT NULL,
    from_year SMALLINT NOT NULL, to_year SMALLINT NOT NULL, value DOUBLE NOT NULL, national DOUBLE
);

-- how much an indicator of an area changed between two years: the published change where there is one, else the
-- difference of two years of one series. scale: 'fixed' is a change in itself, 'relative' a change compared with the
-- country (Leefbaarometer 2.0 where nothing is published: its scores are deviations from the mean of their year).
-- Classes are an order, not a measure: no difference is taken of them.
CREATE VIEW change AS
SELECT
    earlier.indicator_id, earlier.area_type, earlier.area_code, earlier.vintage,
    earlier.year AS from_year, later.year AS to_year,
    coalesce(published.value, later.value - earlier.value) AS value,
    CASE
        WHEN published.value IS NOT NULL THEN published.national
        WHEN starts_with(earlier.indicator_id, 'lbm2_') THEN NULL
        ELSE then_national.value - national.value
    END AS national,
    CASE WHEN starts_with(earlier.indicator_id, 'lbm2_') AND published.value IS NULL THEN 'relative' ELSE 'fixed' END
        AS scale
FROM value AS earlier
JOIN value AS later
    ON later.indicator_id = earlier.indicator_id AND later.area_type = earlier.area_type
    AND later.area_code = earlier.area_code AND later.vintage = earlier.vintage AND later.year > earlier.year
LEFT JOIN published_change AS published
    ON published.indicator_id = earlier.indicator_id AND published.area_type = earlier.area_type
    AND published.area_code = earlier.area_code AND published.vintage = earlier.vintage
    AND published.from_year = earlier.year AND published.to_year = later.year
LEFT JOIN national
    ON national.indicator_id = earlier.indicator_id AND national.area_type = earlier.area_type
    AND national.vintage = earlier.vintage AND national.year = earlier.year
LEFT JOIN national AS then_national
    ON then_national.indicator_id = later.indicator_id AND then_national.area_type = later.area_type
    AND then_national.vintage = later.vintage AND then_national.year = later.year
WHERE earlier.value IS NOT NULL AND later.value IS NOT NULL AND earlier.area_type <> 'land'
    AND earlier.indicator_id <> 'lbm2_klasse';

-- the direction of the whole series of an indicator of an area, by the method in lsa_data/methods.py
CREATE TABLE trend (
    indicator_id VARCHAR NOT NULL, area_type VARCHAR NOT NULL, area_code VARCHAR NOT NULL, vintage SMALLINT NOT NULL,
    from_year SMALLINT NOT NULL, to_year SMALLINT NOT NULL, points TINYINT NOT NULL, change DOUBLE NOT NULL,
    national_change DOUBLE, spread DOUBLE NOT NULL, direction VARCHAR NOT NULL, scale VARCHAR NOT NULL
);

-- one of the ten areas that resemble an area most in structure; elsewhere: they lie in other gemeenten
CREATE TABLE peer (
    type VARCHAR NOT NULL, code VARCHAR NOT NULL, vintage SMALLINT NOT NULL, elsewhere BOOLEAN NOT NULL,
    rank TINYINT NOT NULL, peer_code VARCHAR NOT NULL, distance FLOAT NOT NULL
);

-- an area on a named list; area_code is empty where the name could not be matched
CREATE TABLE area_list (
    list_id VARCHAR NOT NULL, name VARCHAR NOT NULL, area_type VARCHAR, area_code VARCHAR, vintage SMALLINT
);

-- an area that counts as vulnerable by one of the definitions a reader may choose: zwakJJJJ is class 4 or lower of
-- Leefbaarometer 2.0 in that year, laagJJJJ the lowest tenth of Leefbaarometer 3.0, lijst2007 the matched names
CREATE TABLE vulnerable (
    group_id VARCHAR NOT NULL, type VARCHAR NOT NULL, code VARCHAR NOT NULL, vintage SMALLINT NOT NULL
);

-- the areas that started from the same position as an area, nearest first
CREATE TABLE start_group (
    indicator_id VARCHAR NOT NULL, area_type VARCHAR NOT NULL, area_code VARCHAR NOT NULL, vintage SMALLINT NOT NULL,
    from_year SMALLINT NOT NULL, nearest VARCHAR[] NOT NULL
);

-- how an area changed against the areas that started from the same position, by the method in lsa_data/deviants.py
CREATE TABLE deviance (
    indicator_id VARCHAR NOT NULL, area_type VARCHAR NOT NULL, area_code VARCHAR NOT NULL, vintage SMALLINT NOT NULL,
    from_year SMALLINT NOT NULL, to_year SMALLINT NOT NULL, change FLOAT NOT NULL, expected FLOAT NOT NULL,
    spread FLOAT NOT NULL, as_well TINYINT NOT NULL, ahead BOOLEAN NOT NULL, ahead_20 BOOLEAN NOT NULL,
    ahead_40 BOOLEAN NOT NULL
);

-- a publication that figures come from; modified is when its publisher last changed it, retrieved when an update last
-- fetched it (both as text, NULL for embedded figures)
CREATE TABLE source (
    id VARCHAR PRIMARY KEY, publisher VARCHAR NOT NULL, title VARCHAR NOT NULL, licence VARCHAR NOT NULL,
    url VARCHAR NOT NULL, table_id VARCHAR NOT NULL, files INTEGER NOT NULL, bytes BIGINT NOT NULL,
    rows INTEGER NOT NULL, sha256 VARCHAR NOT NULL, modified VARCHAR, retrieved VARCHAR
);

-- a map that areas of one type and vintage are drawn on
CREATE TABLE map (type VARCHAR NOT NULL, vintage SMALLINT NOT NULL);

-- this build
CREATE TABLE build (version VARCHAR NOT NULL, inputs_hash VARCHAR NOT NULL);
