-- Question: what is the middle value of the ten areas that resemble this one, per indicator and year?
-- Parameters: $type, $code, $vintage
-- Columns: indicator_id, measured_vintage, year, peers (median over the similar areas), peers_n (how many have a figure)
SELECT indicator_id, measured_vintage, year, median(value.value) AS peers, count(value.value) AS peers_n
FROM peer
JOIN comparable
    ON comparable.area_type = peer.area_type AND comparable.area_code = peer_code AND comparable.vintage = peer.vintage
JOIN value ON value.area_type = peer.area_type AND value.area_code = measured_code AND value.vintage = measured_vintage
WHERE peer.area_type = $type AND peer.area_code = $code AND peer.vintage = $vintage AND NOT elsewhere
GROUP BY ALL
ORDER BY ALL
