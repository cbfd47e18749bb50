"""Each kind of finding that the code reports is explained in the scheme, and the scheme explains no other."""

from __future__ import annotations

import re
from pathlib import Path

from grafo.lectura.revision import REGLAS
from ontologia.recursos import tipos_de_hallazgo

GRAFO = Path(__file__).parents[3] / "grafo"
PRUEBAS = Path(__file__).parent


def test_cada_tipo_de_hallazgo_que_el_codigo_da_esta_explicado_en_el_esquema():
    textos = [ruta.read_text(encoding="utf-8") for ruta in GRAFO.rglob("*.py")]
    dados = {tipo for texto in textos for tipo in re.findall(r'Hallazgo\(\s*"([a-z-]+)"', texto)}
    assert len(dados) > 30
    assert dados - set(tipos_de_hallazgo()) == set()


def test_cada_regla_de_revision_tiene_una_prueba():
    pruebas = "\n".join(r.read_text(encoding="utf-8") for r in PRUEBAS.glob("test_revision_*.py"))
    assert [r.__name__ for r in REGLAS if not re.search(rf"halla\(\s*{r.__name__}\b", pruebas)] == []
