"""Articles: found on any file system, read in any format, and what cannot be used of them."""
