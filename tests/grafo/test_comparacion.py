"""Two programmes side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from grafo.almacen import AlmacenEmbebido
from grafo.comparacion import Pieza, comparar, piezas_de_almacen, piezas_de_programa
from grafo.construccion import Leido
from ontologia.iris import Acunador

ANTES = (
    Pieza("objetivo", "1", "Promover la transparencia."),
    Pieza("estrategia", "1.1", "Acompañar a las instituciones en la materia."),
    Pieza("linea", "1.1.1", "Dar seguimiento al desarrollo de guías y reportes federales.", ("SAI", "DGGAT")),
    Pieza("linea", "1.1.2", "Validar las herramientas de diagnóstico para las instituciones.", ("SAI", "DGGAT")),
    Pieza("linea", "1.1.3", "Tomar conocimiento del banco de prácticas.", ("SAI", "DGGAT")),
    Pieza("linea", "1.1.4", "Incentivar los ejercicios locales con retraso.", ("SAI", "DGGAT")),
)
DESPUES = (
    Pieza("objetivo", "1", "Promover la transparencia"),  # only the full stop went: unchanged
    Pieza("estrategia", "1.1", "Acompañar a las instituciones en la materia."),
    Pieza("linea", "1.1.1", "Dar seguimiento al desarrollo de guías y reportes locales.", ("SAI", "DGGAT")),  # reworded
    # moved, not reworded
    Pieza("linea", "1.2.1", "Validar las herramientas de diagnóstico para las instituciones.", ("SAI", "DGGAT")),
    Pieza("linea", "1.1.3", "Tomar conocimiento del banco de prácticas.", ("SAI", "DGE")),  # another unit: moved
    Pieza("linea", "1.1.4", "Celebrar un foro con universidades.", ("SAI", "DGGAT")),  # another line under the number
)


def numeros(cambios: object) -> list[tuple[str | None, str | None]]:
    return [(c.antes and c.antes.numero, c.despues and c.despues.numero) for c in cambios]  # type: ignore[attr-defined]


def test_cada_cambio_esta_en_su_lista() -> None:
    c = comparar(ANTES, DESPUES)
    assert numeros(c.agregadas) == [(None, "1.1.4")]
    assert numeros(c.eliminadas) == [("1.1.4", None)]
    assert numeros(c.reescritas) == [("1.1.1", "1.1.1")]
    assert sorted(numeros(c.movidas)) == [("1.1.2", "1.2.1"), ("1.1.3", "1.1.3")]
    assert c.iguales == 2


def test_un_programa_comparado_consigo_mismo_no_cambia(leido_real: Leido, almacen_real: AlmacenEmbebido,
                                                       acunador: Acunador) -> None:
    leidas = piezas_de_programa(leido_real.programa)
    guardadas = piezas_de_almacen(almacen_real, leido_real.programa.clave, acunador)
    assert leidas == guardadas
    c = comparar(leidas, guardadas)
    assert (c.agregadas, c.eliminadas, c.reescritas, c.movidas, c.iguales) == ((), (), (), (), 35)


_PIEZAS = st.lists(st.builds(Pieza, st.sampled_from(["objetivo", "linea"]), st.sampled_from(["1", "2", "3", "1.1"]),
                             st.sampled_from(["uno dos tres", "uno dos cuatro", "cinco", "seis siete"])),
                   unique_by=lambda p: (p.clase, p.numero), max_size=6)


@given(_PIEZAS, _PIEZAS)
def test_nada_se_pierde_ni_se_cuenta_dos_veces(antes: list[Pieza], despues: list[Pieza]) -> None:
    c = comparar(antes, despues)
    cambiadas = {(x.antes, x.despues) for x in (*c.reescritas, *c.movidas)}
    assert len(antes) == len(c.eliminadas) + len(cambiadas) + c.iguales
    assert len(despues) == len(c.agregadas) + len(cambiadas) + c.iguales
    alreves = comparar(despues, antes)
    assert (len(alreves.agregadas), len(alreves.eliminadas)) == (len(c.eliminadas), len(c.agregadas))
