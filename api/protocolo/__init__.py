"""SPARQL 1.1 over HTTP: what a request asks, what answers it, and how long an answer may be kept."""
