"""Great Expectations: a suite a table, the validation of a part, and the Data Docs.

Each table has a module with two functions. `suite()` returns a fresh `ExpectationSuite`, `derive()`
computes the helper columns that the suite looks at beside the table's own. What every table's schema
promises is added by `from_schema`. Great Expectations takes seconds to import, so no module imports it
before one of its functions needs it.
"""
