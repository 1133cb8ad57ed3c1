"""Time expressions: found, given TIMEX3 values, and resolved to the calendar."""
