-- Question: how small is an area with so many people to speak about?
-- Parameters: $people
-- Columns: size_class (under_250, under_1000 or larger)
SELECT size_class_of($people) AS size_class
