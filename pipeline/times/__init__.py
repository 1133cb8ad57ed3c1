"""Time expressions: found, given TIMEX3 values, and resolved to the calendar."""

from pipeline.times.extractor import find_time_expressions as find_time_expressions
