"""Which questions to study on which day so that the most marks are made on the exam days; see docs/planner.md.

`values` says what goes in and what comes out, without numpy; `planner` computes, and imports numpy (100 ms).
"""

import os

# The matrices are small: several threads would wait for each other, spinning, and take the processors from the keys.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
