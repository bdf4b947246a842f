"""wiredesk annotates news about cyber threats: who, what threat, how much, when.

>>> import wiredesk
>>> records = wiredesk.annotate("Lazarus Group stole about $600 million, Seoul said.")
>>> records[0]["amounts"][0]["text"]
'$600 million'

`annotate` takes texts, `annotate_paths` takes files and folders, `read` takes what the command line
wrote; all three give `Records`. `Desk` keeps the model between calls. `docs/record.md` describes a
record field by field, `docs/tables.md` the tables of `Records.to_arrow` and its siblings. Other
libraries are served by the modules `wiredesk.spacy`, `wiredesk.spark` and `wiredesk.ray`.
"""

from __future__ import annotations

# None of these imports the engine that it is for.
from wiredesk import ray as ray
from wiredesk import spacy as spacy
from wiredesk import spark as spark
from wiredesk._desk import Desk, annotate, annotate_paths
from wiredesk._native import WiredeskError
from wiredesk._records import Record, Records, read, schema, tables
from wiredesk._show import Html, show

__all__ = [
    "Desk",
    "Html",
    "Record",
    "Records",
    "WiredeskError",
    "annotate",
    "annotate_paths",
    "read",
    "schema",
    "show",
    "tables",
]
