"""The tables: the schema of each, said once, and the store that holds them."""
