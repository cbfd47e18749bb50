"""Made-up programmes with known numbers of each defect and level: three layouts, one seed, the same bytes.

What is expected is worked out while a programme is made up, never by reading it. The pages of a commission's programme
are laid out by the writer of the tests (`tests/grafo/documentos_de_prueba.py`), the way a PDF's text looks.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "grafo"))

from bench.generador.documentos import documento, lote
from bench.generador.plan import PERFILES, Esperado

__all__ = ["PERFILES", "Esperado", "documento", "lote"]
