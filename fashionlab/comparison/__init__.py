"""Compare models: one command per question, measured the same way for all."""

from fashionlab.comparison.plan import Entry, Phase, Pretrained, Row
from fashionlab.comparison.report import write_report
from fashionlab.comparison.results import FULL, Record, read_records, write_records
from fashionlab.comparison.rows import ROWS, choose, get_row
from fashionlab.comparison.runner import Job, Outcome, plan_jobs, run_jobs
from fashionlab.comparison.table import csv_text, rich_tables

__all__ = [
    "FULL",
    "ROWS",
    "Entry",
    "Job",
    "Outcome",
    "Phase",
    "Pretrained",
    "Record",
    "Row",
    "choose",
    "csv_text",
    "get_row",
    "plan_jobs",
    "read_records",
    "rich_tables",
    "run_jobs",
    "write_records",
    "write_report",
]
