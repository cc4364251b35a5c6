-- Rules that more than one model, question or check uses, as macros that stay in the database. Each stands only here.

-- how far from the benchmark a figure may be and still be "about the same": one scaled median absolute deviation of all
-- areas of its type and year (in the unit of the figure)
CREATE OR REPLACE MACRO similar_within(mad) AS 1.4826 * mad;

-- the mean of figures weighted by what is known of the weight of areas with a figure; NULL where it is known of none
CREATE OR REPLACE MACRO weighted_mean(figure, weight) AS
    sum(figure * weight) / nullif(sum(weight) FILTER (figure IS NOT NULL), 0);

-- how a mean over areas is found: none and unweighted where the catalogue says so (`asked`), published where the source
-- gives the figure itself, weighted where that can be, otherwise unweighted
CREATE OR REPLACE MACRO method_of(asked, published, weighted) AS CASE
    WHEN asked = 'none' THEN 'none'
    WHEN published IS NOT NULL THEN 'published'
    WHEN weighted IS NOT NULL AND asked <> 'unweighted' THEN 'weighted'
    ELSE 'unweighted'
END;

-- the figure that a method gives
CREATE OR REPLACE MACRO by_method(method, published, weighted, unweighted) AS
    CASE method WHEN 'published' THEN published WHEN 'weighted' THEN weighted WHEN 'unweighted' THEN unweighted END;

-- the set of vulnerable areas that a published list makes: wijkaanpak_2007 is lijst2007
CREATE OR REPLACE MACRO set_of_list(list_id) AS 'lijst' || right(list_id, 4);

-- the class of inhabitants within which noise is alike, named by where it begins; 0 where inhabitants are not known
CREATE OR REPLACE MACRO size_from(inhabitants) AS CASE
    WHEN inhabitants >= 5000 THEN 5000 WHEN inhabitants >= 2500 THEN 2500 WHEN inhabitants >= 1000 THEN 1000
    WHEN inhabitants >= 500 THEN 500 ELSE 0
END;

-- how large the difference of two measurements is by noise alone, 95 times in 100
CREATE OR REPLACE MACRO change_band(noise) AS 1.96 * sqrt(2) * noise;

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

-- where a figure stands against its benchmark: higher, similar or lower; NULL where that cannot be said. The bounds of
-- an estimate decide where the source gives them, otherwise the spread between areas
CREATE OR REPLACE MACRO position_of(figure, benchmark, mad, low, high) AS CASE
    WHEN figure IS NULL OR benchmark IS NULL OR isnan(figure) OR isnan(benchmark) THEN NULL
    WHEN low IS NOT NULL AND high IS NOT NULL THEN
        CASE WHEN benchmark BETWEEN low AND high THEN 'similar' WHEN figure > benchmark THEN 'higher' ELSE 'lower' END
    WHEN mad IS NULL THEN NULL
    WHEN abs(figure - benchmark) <= similar_within(mad) THEN 'similar'
    WHEN figure > benchmark THEN 'higher'
    ELSE 'lower'
END;
