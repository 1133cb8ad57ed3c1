"""The report: pages made from the tables that open from disk, without a server and without a network."""

from pipeline.report.site import write_report

__all__ = ["write_report"]
