"""Tables of StatLine by OData version 3 (the Feed, for bulk): rows in pages, dimensions with padded keys."""

from collections.abc import Callable
from urllib.parse import quote, urlsplit

import pandas as pd

from lsa_data.live.http import Client, ServiceError

MOST_PAGES = 2000


def keys(client: Client, table: str, dimension: str) -> list[str]:
    """The keys of a dimension exactly as the service pads them: a filter with another padding finds nothing."""
    return [str(row["Key"]) for row in _pages(client, f"{table}/{dimension}?$format=json")]


def rows(
    client: Client, table: str, chosen: dict[str, str], report: Callable[[int, int], None] = lambda rows, size: None
) -> pd.DataFrame:
    """Every row of `table` (the address of the table) with these keys (dimension -> key without padding), as text.

    The numbers behind the names of columns differ per table and are dropped. Raises `ServiceError` when a key does
    not exist, when the service ignores the filter, or gives more or fewer rows than the dimensions make.
    """
    padded = {}
    for dimension, key in chosen.items():
        known = keys(client, table, dimension)
        found = [one for one in known if one.strip() == key]
        if len(found) != 1:
            raise ServiceError(f"{table}: the dimension {dimension} has no key {key}. The table may have changed.")
        padded[dimension] = found[0]
    asked = " and ".join(f"({dimension} eq '{key}')" for dimension, key in padded.items())
    found = _pages(client, f"{table}/UntypedDataSet?$format=json&$filter={quote(asked)}", report)
    frame = pd.DataFrame(found)
    if frame.empty:
        raise ServiceError(f"{table}: the filter found nothing, although its keys exist. Nothing was used.")
    frame.columns = [name.rsplit("_", 1)[0] if name.rsplit("_", 1)[-1].isdigit() else name for name in frame.columns]
    if frame.columns.duplicated().any():
        raise ServiceError(f"{table}: two columns have the same name without their number. The table has changed.")
    for dimension, key in chosen.items():
        if dimension not in frame.columns or set(frame[dimension].astype(str).str.strip()) != {key}:
            raise ServiceError(f"{table}: the service ignored the filter on {dimension}. Nothing was used.")
    return frame


def _pages(client: Client, url: str, report: Callable[[int, int], None] = lambda rows, size: None) -> list[dict]:
    """The rows of all pages. The service names the next page; one that was seen before, or that lies elsewhere, is
    refused."""
    host, seen, found, size = urlsplit(url).netloc, set(), [], 0
    while url:
        if url in seen or len(seen) >= MOST_PAGES:
            raise ServiceError(f"{host}: the pages go round in a circle. Nothing was used.")
        if urlsplit(url).netloc != host:
            raise ServiceError(f"{host}: the next page lies on another host. Nothing was used.")
        seen.add(url)
        page = client.json(url)
        if not isinstance(page, dict) or not isinstance(page.get("value"), list):
            raise ServiceError(f"{url}: the answer has no rows (`value`). The service may have changed.")
        found += page["value"]
        size += len(str(page))
        report(len(found), size)
        url = page.get("odata.nextLink") or page.get("@odata.nextLink") or ""
    return found
