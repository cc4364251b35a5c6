-- Question: what is the middle value of the ten areas that resemble this one, per indicator and year?
-- Parameters: $type, $code, $vintage
-- Columns: indicator_id, measured_vintage, year, peers (median over the similar areas), peers_n (how many have a figure)
SELECT value.indicator_id, value.vintage AS measured_vintage, value.year,
    median(value.value) AS peers, count(value.value) AS peers_n
FROM peer
JOIN comparable ON comparable.type = peer.type AND comparable.code = peer_code AND comparable.vintage = peer.vintage
JOIN value ON value.area_type = peer.type AND value.area_code = other_code AND value.vintage = other_vintage
WHERE peer.type = $type AND peer.code = $code AND peer.vintage = $vintage AND NOT elsewhere
GROUP BY ALL
ORDER BY ALL
