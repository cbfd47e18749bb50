"""Words that the end of a line parts, and letters that typesetting joins: read whole, quoted as they stand."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from grafo.construccion import leer_bytes
from grafo.documento import documento_de_bytes
from grafo.lectura.plegado import Plegado

_TEXTO = """\
INSTITUTO DE RIEGO DE VALDEAZUL
Programa anual de trabajo 2023

OBJETIVO 1. ATENDER LAS SOLICITUDES.

1.1 Aprobar la clasi\ufb01cación de los expedientes y la amplia-
    ción de sus plazos. Responsable: Unidad de Transparencia.
1.2 Medir el costo-beneficio de los pozos. Responsable: Dirección Técnica.
1.3 Publicar el análisis costo-
    beneficio, con fundamento en el artí-
    culo 70 de la LGTAIP. Responsable: Dirección Jurídica.
"""


def test_la_palabra_partida_se_lee_entera_y_se_cita_como_esta() -> None:
    leido = leer_bytes(_TEXTO.encode(), "programa.txt")
    uno, _, tres = leido.programa.lineas_accion
    assert uno.texto.texto == "Aprobar la clasificación de los expedientes y la ampliación de sus plazos."
    t = uno.texto.tramos[0]
    assert "amplia-\n    ción" in leido.documento.texto[t.inicio:t.fin]
    assert tres.texto.texto.startswith("Publicar el análisis costo- beneficio")  # written with a hyphen in 1.2
    assert [a for r in leido.programa.referencias for a in r.articulos] == ["70"]


_PIEZAS = ("agua", "clasi\ufb01ca-\n  ción", "pozo-\nred", "ley", "de-\n\n las", "A-\nb", "x -\n y")


@given(st.lists(st.sampled_from(_PIEZAS), min_size=1, max_size=8), st.data())
def test_todo_pasaje_del_plegado_lleva_a_sus_letras(piezas: list[str], data: st.DataObject) -> None:
    documento = documento_de_bytes(" ".join(piezas).encode(), "t.txt")
    plegado = Plegado.de_cortes(documento, [(0, len(documento.texto))])
    a = data.draw(st.integers(0, len(plegado.letras) - 1))
    b = data.draw(st.integers(a + 1, len(plegado.letras)))
    if plegado.letras[a:b].strip():
        pasaje = plegado.pasaje(a, b)
        assert "".join(plegado.letras[a:b].split()) in "".join(pasaje.texto.split())
        assert all(x.fin <= y.inicio for x, y in itertools.pairwise(pasaje.tramos))
