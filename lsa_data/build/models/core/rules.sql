-- Rules that more than one model, question or check uses, as macros that stay in the database. Each stands only here.

-- how far from the benchmark a figure may be and still be "about the same": one scaled median absolute deviation of all
-- areas of its type and year (in the unit of the figure)
CREATE OR REPLACE MACRO similar_within(mad) AS 1.4826 * mad;

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
