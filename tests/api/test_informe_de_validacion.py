"""What `alinea validar` prints when a shape looked at nothing: it names the shape in every format."""

from __future__ import annotations

import json

import pytest

from api.informes import de_validacion
from grafo.validacion import InformeDeValidacion, ResultadoDeForma

FORMA = "https://x/Linea"
VACIO = InformeDeValidacion(False, (ResultadoDeForma(FORMA, 0, 0), ResultadoDeForma("https://x/Nota", 0, 0, True)), ())


@pytest.mark.parametrize("formato", ["texto", "csv"])
def test_la_forma_que_no_miro_nada_se_nombra_con_su_motivo(formato: str) -> None:
    renglones = [r for r in de_validacion(VACIO, formato).splitlines() if "no miró ningún nodo" in r]
    assert len(renglones) == 1
    assert FORMA in renglones[0]


def test_en_json_las_formas_que_no_miraron_nada_tienen_su_propia_lista() -> None:
    dicho = json.loads(de_validacion(VACIO, "json"))
    assert (dicho["conforma"], dicho["sin_nodos"]) == (False, [FORMA])
    assert all(set(f) == {"forma", "nodos", "resultados"} for f in dicho["formas"])
