"""The terms of standard vocabularies that the graph uses, of those that rdflib does not bring closed.

As in `ontologia.espacios`, which gives them on: a mistyped term raises instead of minting a new IRI.
"""

from __future__ import annotations

from rdflib import Namespace
from rdflib.namespace import DefinedNamespace
from rdflib.term import URIRef

__all__ = ["EARL", "ELI", "OA", "SCHEMA"]


class ELI(DefinedNamespace):
    """The terms of the European Legislation Identifier that the graph uses."""

    _NS = Namespace("http://data.europa.eu/eli/ontology#")
    _fail = True

    LegalResource: URIRef
    LegalResourceSubdivision: URIRef
    date_no_longer_in_force: URIRef
    date_publication: URIRef
    first_date_entry_in_force: URIRef
    is_about: URIRef
    is_part_of: URIRef
    number: URIRef
    repealed_by: URIRef
    repeals: URIRef
    title: URIRef
    title_alternative: URIRef


class OA(DefinedNamespace):
    """The terms of the Web Annotation vocabulary that the graph uses."""

    _NS = Namespace("http://www.w3.org/ns/oa#")
    _fail = True

    SpecificResource: URIRef
    TextPositionSelector: URIRef
    TextQuoteSelector: URIRef
    end: URIRef
    exact: URIRef
    hasSelector: URIRef
    hasSource: URIRef
    prefix: URIRef
    start: URIRef
    suffix: URIRef


class EARL(DefinedNamespace):
    """The terms of the Evaluation and Report Language that reports use."""

    _NS = Namespace("http://www.w3.org/ns/earl#")
    _fail = True

    Assertion: URIRef
    Software: URIRef
    TestCase: URIRef
    TestCriterion: URIRef
    TestResult: URIRef
    assertedBy: URIRef
    automatic: URIRef
    failed: URIRef
    inapplicable: URIRef
    info: URIRef
    mode: URIRef
    outcome: URIRef
    passed: URIRef
    result: URIRef
    subject: URIRef
    test: URIRef
    untested: URIRef


class SCHEMA(DefinedNamespace):
    """The terms of schema.org that the graph uses."""

    _NS = Namespace("https://schema.org/")
    _fail = True

    Event: URIRef
    EventScheduled: URIRef
    Observation: URIRef
    endDate: URIRef
    eventStatus: URIRef
    startDate: URIRef
