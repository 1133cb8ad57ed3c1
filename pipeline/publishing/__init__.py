"""Publishing: the tables as people and programs read them."""
