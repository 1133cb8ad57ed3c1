"""The language: the model and its parse, and what is read off a parse."""
