INSERT INTO vulnerable
SELECT 'zwak' || year, area_type, area_code, vintage
FROM value
WHERE indicator_id = 'lbm2_klasse' AND area_type IN ('wijk', 'pc4') AND value <= 4 AND year IN (2002, 2008, 2012, 2014)
UNION ALL
SELECT 'laag' || year, area_type, area_code, value.vintage
FROM value JOIN national USING (indicator_id, area_type, vintage, year)
WHERE indicator_id = 'lbm3_totaal' AND area_type = 'pc4' AND value.value <= p10 AND year IN (2002, 2008, 2012, 2014)
UNION ALL
SELECT 'lijst2007', area_type, area_code, vintage
FROM area_list WHERE list_id = 'wijkaanpak_2007' AND area_code IS NOT NULL
ORDER BY ALL;
