"""What the legal basis of a line cites in short. Every document here is made up; the articles are read off by hand."""

from __future__ import annotations

from grafo.construccion import leer_bytes
from grafo.modelo import Programa

_FICHAS = """\
INSTITUTO DE RIEGO DE VALDEAZUL
Programa anual de trabajo 2023

OBJETIVO 1. ATENDER LAS SOLICITUDES.

1.1 Llevar una bitácora de solicitudes.
    Responsable: Unidad de Transparencia
    Fundamento legal: {uno}
1.2 Publicar el padrón de pozos.
    Responsable: Dirección Técnica
    Fundamento legal: {dos}
1.3 Redactar un manual de respuesta.
    Responsable: Dirección Jurídica
    Fundamento legal: {tres}
"""

_TABLA = """\
INSTITUTO DE CAMINOS DEL VALLE
Plan de acción 2024

La columna «Art. Ley 1712» remite al artículo de la Ley 1712 de 2014 que da origen a la actividad.

No.    ACTIVIDAD                                   RESPONSABLE                 FECHA         Art. Ley 1712

1.1    Publicar el directorio de servidores        Subdirección Financiera     31/01/2024    9, lit. c); 10

1.2    Ajustar el formato de respuesta             Oficina Jurídica            30/04/2024    18, 19 y 28
       negativa.

1.3    Elaborar el informe de solicitudes          Oficina de Control          30/06/2024    N/A
"""


def _leer(texto: str) -> Programa:
    return leer_bytes(texto.encode(), "programa.txt").programa


def _basados(programa: Programa) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Return what each line's legal basis cites: law and articles."""
    return {x.numero: [(r.ley, r.articulos) for r in programa.referencias
                       if any(a <= r.pasaje.tramos[0].inicio < b for f in x.fundamentos
                              for a, b in [(t.inicio, t.fin) for t in f.tramos])]
            for x in programa.lineas_accion}


def test_una_lista_sin_la_palabra_articulo_detras_de_otra() -> None:
    programa = _leer(_FICHAS.format(uno="Artículos 171 y 174 de la Ley de Aguas; 146 de la LGTAIP.",
                                    dos="Artículo 13, segundo párrafo, de la LGTAIP.",
                                    tres="Arts. 7, 10 y 16, frs. I y IV, LGTAIP."))
    assert _basados(programa) == {
        "1.1": [("Ley de Aguas", ("171", "174")), ("LGTAIP", ("146",))], "1.2": [("LGTAIP", ("13",))],
        "1.3": [("LGTAIP", ("7", "10", "16"))]}


def test_idem_y_ver_repiten_el_fundamento_de_otra_linea_con_sus_propias_palabras() -> None:
    programa = _leer(_FICHAS.format(uno="Artículo 45 de la LGTAIP.", dos="Ídem", tres="Ver 1.1."))
    assert _basados(programa) == {n: [("LGTAIP", ("45",))] for n in ("1.1", "1.2", "1.3")}
    assert [r.pasaje.texto for r in programa.referencias] == ["Artículo 45 de la LGTAIP", "Ídem", "Ver 1.1."]


def test_ver_una_linea_que_no_existe_no_cita_nada() -> None:
    programa = _leer(_FICHAS.format(uno="Artículo 45 de la LGTAIP.", dos="No aplica.", tres="Ver 9.9."))
    assert _basados(programa) == {"1.1": [("LGTAIP", ("45",))], "1.2": [], "1.3": []}


def test_numeros_desnudos_bajo_una_cabeza_que_nombra_la_ley() -> None:
    programa = _leer(_TABLA)
    ley = "Ley 1712 de 2014"
    assert _basados(programa) == {"1.1": [(ley, ("9",)), (ley, ("10",))], "1.2": [(ley, ("18", "19", "28"))], "1.3": []}


def test_numeros_desnudos_sin_ley_en_la_cabeza_no_son_cita() -> None:
    programa = _leer(_TABLA.replace("Art. Ley 1712\n", "Norma\n"))
    assert _basados(programa) == {"1.1": [], "1.2": [], "1.3": []}
