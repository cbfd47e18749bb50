"""The path of the data: read, model, triples, store, validate, audit, network."""
