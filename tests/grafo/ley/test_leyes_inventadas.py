"""Any law of the kind that `leyes_inventadas` prints reads back exactly."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from hypothesis import HealthCheck, given, settings
from leyes_inventadas import TITULO, LeyInventada, leyes

from grafo.documento import documento_de_bytes
from grafo.letras import plegar
from grafo.ley import Ley, Parte, leer_ley


def leer(texto: str) -> Ley:
    return leer_ley(documento_de_bytes(texto.encode(), "ley.txt"), "prueba-2015")


def pares(partes: Iterable[Parte]) -> list[tuple[str, str]]:
    return [(parte.numero, parte.texto.texto) for parte in partes]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(leyes())
def test_cualquier_ley_inventada_se_lee_tal_como_se_escribio(inventada: LeyInventada) -> None:
    ley = leer(inventada.texto)
    assert ley.hallazgos == ()
    assert ley.titulo is not None
    assert ley.titulo.texto == TITULO
    assert [a.numero for a in ley.articulos] == [e.numero for e in inventada.articulos]
    for articulo, esperado in zip(ley.articulos, inventada.articulos, strict=True):
        capitulo = articulo.division("capitulo")
        assert (capitulo.texto.texto if capitulo else None) == esperado.capitulo
        assert articulo.texto.texto == " ".join(esperado.texto)
        assert [p.texto for p in articulo.parrafos] == esperado.parrafos
        assert [(f.numero, f.texto.texto, pares(f.partes)) for f in articulo.partes] == esperado.fracciones
        assert articulo.huella == hashlib.sha256(" ".join(esperado.texto).encode()).hexdigest()
    assert [(t.numero, t.texto.texto) for t in ley.transitorios] == inventada.transitorios
    assert [(r.texto.texto, r.articulos[0], r.fraccion) for r in ley.reformas] == inventada.reformas


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(leyes())
def test_los_tramos_plegados_y_unidos_son_el_texto(inventada: LeyInventada) -> None:
    ley = leer(inventada.texto)
    for articulo in ley.articulos:
        cortes = (ley.documento.texto[t.inicio:t.fin] for t in articulo.texto.tramos)
        assert " ".join(map(plegar, cortes)) == articulo.texto.texto
