"""Raises an error in the markup of consoles, spreadsheets and page templates.

Aim: deceive the reader
Expect: crashed
"""

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    raise RuntimeError(
        "=HYPERLINK(\"http://example.org\",\"passed\")\n[bold green]passed[/bold green] [link=http://example.org]x[/link]"
        "{{ config }} {% raw %} ${7*7} %s %n \u2066\u202e\u200f\u2069 \x9b31m\x1b]8;;http://example.org\x07 \ufeff\r\b\b"
        "</pre></html><style>*{display:none}</style>&lt;script&gt;"
    )
