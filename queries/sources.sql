-- Question: which sources are in the database, with which years and how many figures?
-- Parameters: none
-- Columns: id, publisher, title, licence, url, table_id, files, bytes, sha256, modified, retrieved, first_year,
--   last_year, figures
SELECT source_id AS id, publisher, title, licence, url, table_id, files, bytes, sha256, modified, retrieved,
    min(year) AS first_year, max(year) AS last_year, count(value.value) AS figures
FROM source
LEFT JOIN indicator USING (source_id)
LEFT JOIN value USING (indicator_id)
GROUP BY ALL ORDER BY source_id
