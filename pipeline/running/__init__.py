"""Running: what is made of what, when it is made again, and by whom: this process, a pool, a cluster."""
