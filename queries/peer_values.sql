-- Question: what is the middle value of the ten areas that resemble this one, per indicator and year?
-- Parameters: $type, $code, $vintage
-- Columns: indicator_id, measured_vintage, year, peers (median over the similar areas), peers_n (how many have a figure)
WITH home AS (
    SELECT area_type, measured_code AS area_code, measured_vintage AS vintage
    FROM comparable WHERE area_type = $type AND area_code = $code AND vintage = $vintage
),
similar_area AS (
    SELECT area_type, peer_code AS area_code, vintage FROM peer JOIN home USING (area_type, area_code, vintage)
    WHERE NOT elsewhere
),
measured AS (
    SELECT area_type, measured_code AS area_code, measured_vintage AS vintage
    FROM similar_area JOIN comparable USING (area_type, area_code, vintage)
)
SELECT indicator_id, vintage AS measured_vintage, year, median(value.value) AS peers, count(value.value) AS peers_n
FROM measured JOIN value_of_area AS value USING (area_type, area_code, vintage)
GROUP BY ALL
ORDER BY ALL
