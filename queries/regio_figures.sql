-- Question: what is an indicator in each regio, computed over its gemeenten, in every year with the newest boundaries, and
--   where does that stand against the country?
-- Parameters: $indicator (no older `edition` is given)
-- Columns: regio_code, year, value, method, n (gemeenten with a figure), n_higher, n_lower (those higher and lower than
--   the country), national, position (higher, similar or lower than the country, as `position_of` says, by the noise of the
--   largest gemeenten: what a model or a year does to all of them does not average out, so a regio is not given less)
WITH newest AS (
    SELECT vintage FROM national
    WHERE indicator_id = $indicator AND area_type = 'gemeente' AND NOT older_edition
    ORDER BY year DESC, vintage DESC LIMIT 1
)
SELECT regio_code, regional.year, regional.value, regional.method, regional.n, n_higher, n_lower,
    national.value AS national,
    position_of(regional.value, national.value, noise.noise, NULL, NULL, decimals) AS position
FROM regional
JOIN newest USING (vintage)
JOIN indicator USING (indicator_id)
JOIN national USING (indicator_id, area_type, vintage, year)
LEFT JOIN noise ON noise.indicator_id = regional.indicator_id AND noise.area_type = regional.area_type
    AND noise.vintage = regional.vintage AND noise.size = noise_size(25000)
WHERE regional.indicator_id = $indicator AND regional.area_type = 'gemeente' AND NOT older_edition
ORDER BY regio_code, regional.year
