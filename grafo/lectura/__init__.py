"""The reader: from a document to a programme, one module for each kind of item."""
