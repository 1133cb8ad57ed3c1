"""The report: pages made from the tables that open from disk, without a server and without a network."""
