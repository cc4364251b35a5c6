-- Rules that more than one model, question or check uses, as macros that stay in the database. Each stands only here.

-- the mean of figures weighted by what is known of the weight of areas with a figure; NULL where it is known of none
CREATE OR REPLACE MACRO weighted_mean(figure, weight) AS
    sum(figure * weight) / nullif(sum(weight) FILTER (figure IS NOT NULL), 0);

-- what areas are weighted by in a mean (`weight.counted`), by the method of the catalogue
CREATE OR REPLACE MACRO counted_in(asked) AS CASE WHEN asked = 'households' THEN 'households' ELSE 'inhabitants' END;

-- how a mean over areas is found: none, constant and unweighted where the catalogue says so (`asked`), published where the
-- source gives the figure itself, by households or inhabitants where these are known, otherwise unweighted
CREATE OR REPLACE MACRO method_of(asked, published, weighted) AS CASE
    WHEN asked IN ('none', 'constant') THEN asked
    WHEN published IS NOT NULL THEN 'published'
    WHEN weighted IS NULL OR asked = 'unweighted' THEN 'unweighted'
    ELSE counted_in(asked)
END;

-- the figure that a method gives
CREATE OR REPLACE MACRO by_method(method, benchmark, published, weighted, unweighted) AS CASE
    WHEN method = 'constant' THEN benchmark
    WHEN method = 'published' THEN published
    WHEN method IN ('inhabitants', 'households') THEN weighted
    WHEN method = 'unweighted' THEN unweighted
END;

-- the country as it moved through the years: a constant of a model is not of the year, so there the mean of the areas is;
-- a score that is measured from the country's own mean of every year keeps its constant
CREATE OR REPLACE MACRO country_in_year(relative, method, country, mean) AS
    CASE WHEN method = 'constant' AND NOT relative THEN mean ELSE country END;

-- the set of vulnerable areas that a published list makes: wijkaanpak_2007 is lijst2007
CREATE OR REPLACE MACRO set_of_list(list_id) AS 'lijst' || right(list_id, 4);

-- how small an area is to speak about: of fewer than 250 people nothing is said, up to 1,000 it is said that they are few
CREATE OR REPLACE MACRO size_class_of(inhabitants) AS CASE
    WHEN inhabitants < 250 THEN 'under_250' WHEN inhabitants < 1000 THEN 'under_1000' WHEN inhabitants >= 1000 THEN 'larger'
END;

-- whether an area has people enough to speak about, or nobody knows how many
CREATE OR REPLACE MACRO large_enough(size_class) AS size_class IS DISTINCT FROM 'under_250';

-- the class of size by which noise is known; 0 where the number of inhabitants is unknown
CREATE OR REPLACE MACRO noise_size(inhabitants) AS CASE
    WHEN inhabitants < 500 THEN 1 WHEN inhabitants < 1000 THEN 2 WHEN inhabitants < 2000 THEN 3
    WHEN inhabitants < 5000 THEN 4 WHEN inhabitants < 10000 THEN 5 WHEN inhabitants < 25000 THEN 6
    WHEN inhabitants >= 25000 THEN 7 ELSE 0
END;

-- half the width of what is about the same: a difference is larger by chance in 5 of 100 figures
CREATE OR REPLACE MACRO similar_within(noise) AS 1.96 * noise;

-- how large the difference of two measurements is by noise alone, 95 times in 100
CREATE OR REPLACE MACRO change_band(noise) AS 2.77 * noise;

-- the change that was asked: in itself, or against the country; NULL where that is not known. A change that is against the
-- country already (`scale` relative) has none in itself, and of classes, whose country has none, there is only that
CREATE OR REPLACE MACRO asked_change(change, national_change, scale, against_country) AS CASE
    WHEN against_country AND scale = 'fixed' THEN change - national_change
    WHEN against_country OR scale = 'fixed' THEN change
END;

-- whether a change is a decline by a rule: bron (below the source's class of no notable change), ruis (larger than the
-- noise) or vast (larger than `threshold`); NULL where that cannot be said
CREATE OR REPLACE MACRO declined_by(rule, change, polarity, band, change_class, threshold) AS CASE
    WHEN change IS NULL THEN NULL
    WHEN rule = 'bron' THEN change_class < 4
    WHEN rule = 'ruis' THEN change * CASE WHEN polarity < 0 THEN -1 ELSE 1 END < -band
    WHEN rule = 'vast' THEN change * CASE WHEN polarity < 0 THEN -1 ELSE 1 END < -threshold
END;

-- a figure as it is shown, counted in its last decimal: rounded half up, on the decimals that the source wrote
CREATE OR REPLACE MACRO shown(figure, decimals) AS round(figure * 10 ** decimals + sign(figure) * 1e-9);

-- where a figure stands against its benchmark: higher, similar or lower; NULL where that cannot be said. What looks equal
-- is similar. Else the bounds of an estimate decide where the source gives them, otherwise the noise of measuring
CREATE OR REPLACE MACRO position_of(figure, benchmark, noise, low, high, decimals) AS CASE
    WHEN figure IS NULL OR benchmark IS NULL OR isnan(figure) OR isnan(benchmark) THEN NULL
    WHEN noise IS NULL AND (low IS NULL OR high IS NULL) THEN NULL
    WHEN shown(figure, decimals) = shown(benchmark, decimals) THEN 'similar'
    WHEN low IS NOT NULL AND high IS NOT NULL AND benchmark BETWEEN low AND high THEN 'similar'
    WHEN (low IS NULL OR high IS NULL) AND abs(figure - benchmark) <= similar_within(noise) THEN 'similar'
    WHEN figure > benchmark THEN 'higher'
    ELSE 'lower'
END;

-- whether a figure is outside the middle 80% of areas, on the side that its position says; NULL without a position
CREATE OR REPLACE MACRO unusual_of(figure, position, p10, p90) AS CASE position
    WHEN 'higher' THEN figure > p90 WHEN 'lower' THEN figure < p10 WHEN 'similar' THEN false
END;
