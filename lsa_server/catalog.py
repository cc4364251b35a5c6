"""The data set described for catalogues of open data (DCAT 3) and for search engines (schema.org), as JSON-LD."""

from typing import Any
from urllib.parse import urlencode

from lsa_data import catalogue
from lsa_data.ask import database, selection
from lsa_data.catalogue import LANGUAGES
from lsa_data.export import about_file, selection_file

TITLE = {
    "nl": "LSA Wijkdashboard: cijfers over wijken en buurten",
    "en": "LSA Wijkdashboard: figures of Dutch neighbourhoods",
}
ABOUT = {
    "nl": "Cijfers per wijk, buurt, gemeente en postcode over leefbaarheid, gezondheid, inkomen, wonen en veiligheid, "
    "naast die van Nederland.",
    "en": "Figures of wijken, buurten, gemeenten and postcodes about liveability, health, income, homes and safety, "
    "beside those of the Netherlands.",
}
KEYWORDS = ("wijken", "buurten", "leefbaarheid", "gezondheid", "veiligheid", "neighbourhoods", "Netherlands")
NETHERLANDS = "http://publications.europa.eu/resource/authority/country/NLD"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""Of a file with figures of every source: a catalogue asks for one licence, and this is what the strictest asks; each
source keeps its own."""
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
PUBLISHER = {"@type": "foaf:Agent", "foaf:name": "LSA Wijkdashboard"}
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}  # fmt: skip


def catalog(home: str, prefix: str) -> dict[str, Any]:
    """The catalogue with its one data set, in DCAT; the files with everything are its distributions."""
    made = {"@type": "xsd:dateTime", "@value": about_file.made().isoformat() + "Z"}
    return {
        "@context": CONTEXT, "@id": f"{home}{prefix}/catalog", "@type": "dcat:Catalog",
        "dct:title": _in_languages(TITLE), "dct:description": _in_languages(ABOUT), "dct:publisher": PUBLISHER,
        "dcat:dataset": {
            "@id": f"{home}{prefix}/catalog#figures", "@type": "dcat:Dataset", "dct:title": _in_languages(TITLE),
            "dct:description": _in_languages(ABOUT), "dct:publisher": PUBLISHER,
            "dct:identifier": database.version(), "dct:issued": made,
            "dcat:version": database.version(), "dcat:keyword": list(KEYWORDS), "dct:spatial": {"@id": NETHERLANDS},
            "dcat:landingPage": {"@id": f"{home}/gegevens"}, "dct:bibliographicCitation": _citation(home),
            "dct:source": [{"@id": source.url, "dct:title": source.text("title", "nl"),
                            "dct:publisher": {"@type": "foaf:Agent", "foaf:name": source.publisher},
                            "dct:license": {"@id": source.licence_url}} for source in _sources()],
            "dcat:distribution": [
                {"@type": "dcat:Distribution", "dct:title": name, "dcat:mediaType": {"@id": MEDIA_TYPES + media},
                 "dcat:accessURL": {"@id": address}, "dcat:downloadURL": {"@id": address},
                 "dct:license": {"@id": LICENCE}}
                for name, media, address in _files(home, prefix)
            ],
        },
        "dcat:service": {
            "@type": "dcat:DataService", "dct:title": _in_languages(TITLE),
            "dcat:endpointURL": {"@id": f"{home}{prefix}"},
            "dcat:endpointDescription": {"@id": f"{home}{prefix}/openapi.json"},
        },
    }  # fmt: skip


def dataset(home: str, prefix: str) -> dict[str, Any]:
    """The same for search engines."""
    years = selection.years()
    return {
        "@context": "https://schema.org", "@type": "Dataset", "name": TITLE["en"], "alternateName": TITLE["nl"],
        "description": ABOUT["en"], "version": database.version(), "inLanguage": list(LANGUAGES),
        "dateModified": about_file.made().date().isoformat(), "isAccessibleForFree": True, "url": f"{home}/gegevens",
        "keywords": list(KEYWORDS), "license": _licences(), "citation": _citation(home),
        "temporalCoverage": f"{min(years)}/{max(years)}", "spatialCoverage": {"@type": "Place", "name": "Netherlands"},
        "creator": {"@type": "Organization", "name": "LSA Wijkdashboard"},
        "isBasedOn": [source.url for source in _sources()],
        "variableMeasured": [indicator.text("name", "en") for indicator in catalogue.indicators().values()],
        "distribution": [{"@type": "DataDownload", "name": name, "encodingFormat": media, "contentUrl": address}
                         for name, media, address in _files(home, prefix)],
    }  # fmt: skip


def _files(home: str, prefix: str) -> list[tuple[str, str, str]]:
    """Name, type and address of the files with everything."""
    return [
        (selection_file.file_name(selection_file.EVERYTHING, name), selection_file.MEDIA[name].split(";")[0],
         f"{home}{prefix}/values?{urlencode({'missing': 'true', 'format': name})}")
        for name in selection_file.KEPT
    ]  # fmt: skip


def _sources() -> list[catalogue.Source]:
    return [*catalogue.sources().values()]


def _licences() -> list[str]:
    return list(dict.fromkeys(source.licence_url for source in _sources()))


def _citation(home: str) -> str:
    return about_file.citation(_sources(), home, "en")


def _in_languages(texts: dict[str, str]) -> list[dict[str, str]]:
    return [{"@language": language, "@value": text} for language, text in texts.items()]
