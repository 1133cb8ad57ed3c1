"""The readers, one module a format. Each is a function from an open file to records and faults."""
