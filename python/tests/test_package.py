"""What `import wiredesk` gives, and what it leaves alone."""

import subprocess
import sys

PROGRAM = """
import sys, wiredesk
print(wiredesk.spacy.docbin.__module__, wiredesk.spark.annotate.__module__,
      wiredesk.ray.annotate.__module__)
print([name for name in ("spacy", "pyspark", "ray", "pyarrow", "pandas") if name in sys.modules])
"""


def test_one_import_gives_the_modules_and_loads_no_engine():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True)
    assert done.stdout == "wiredesk.spacy wiredesk.spark wiredesk.ray\n[]\n", done.stderr
