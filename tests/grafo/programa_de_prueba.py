"""A programme small enough to work every answer out by hand, with its document. The words are nobody's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from grafo.almacen import AlmacenEmbebido
from grafo.conclusiones import concluir
from grafo.cuadruplas import construir_grafos
from grafo.derivado import Alineamiento
from grafo.documento import Documento
from grafo.modelo import (
    Alianza,
    Asunto,
    Disposicion,
    Estrategia,
    Evento,
    FilaDeAlineacion,
    Hallazgo,
    Indicador,
    LineaCitada,
    LineaDeAccion,
    ObjetivoEspecifico,
    ObjetivoEstrategico,
    Pasaje,
    Programa,
    Proyecto,
    Puente,
    ReferenciaLegal,
    Sesion,
    Sigla,
    Tramo,
)
from ontologia import Acunador, actos, cargar_normas, cargar_vocabulario, normas_conocidas, tipos_de_hallazgo

CLAVE = "prueba-2020"
ACUNADOR = Acunador()

TEXTO = """Programa de prueba 2020 de la Comisión de Ensayos
Objetivo 1: Ensayar bien. Objetivo mayor 4: Servir.
1.2 Ensayos compartidos. 1.10 Ensayos solos.
1.2.1 Dar seguimiento al proyecto Árbol. OFI DEN
1.2.2 Validar guías de gobierno
abierto. OFI DEN
1.10.1 Acompañar ensayos. OFI DEN
Se cumple el artículo 59 de la Ley General. 40.50% ensaya, según la Encuesta Árbol.
Socio Uno. Plantar el árbol. Sí, ya se cuenta con convenio. 1.2.1
Feria del Arbol. 1.2.1 3 de febrero
Marzo 14 de 2020. Aprobación del Programa Anual. Estatus del proyecto ARBOL. Abril 2 de 2020.
DEN Dirección de Ensayos
1 Ley General de Transparencia y Acceso a la Información Pública
"""
DOCUMENTO = Documento("prueba.txt", TEXTO, "00" * 32)


def pasaje(trozo: str, vez: int = 1) -> Pasaje:
    """Return the passage at the n-th place of a wording in the document."""
    inicio = -1
    for _ in range(vez):
        inicio = TEXTO.index(trozo, inicio + 1)
    return DOCUMENTO.pasaje((inicio, inicio + len(trozo)))


def _linea(numero: str, texto: str, estrategia: str, vez: int) -> LineaDeAccion:
    return LineaDeAccion(numero, pasaje(texto), estrategia, pasaje("OFI", vez), pasaje("DEN", vez))


def _tramos(trozo: str) -> tuple[Tramo, ...]:
    return pasaje(trozo).tramos


REFERENCIA = ReferenciaLegal(("59",), "Ley General", "lgtaip-2015", pasaje("artículo 59 de la Ley General"))

PROGRAMA = Programa(
    clave=CLAVE,
    titulo=pasaje("Programa de prueba 2020"),
    anio=2020,
    institucion=None,
    comision=pasaje("Comisión de Ensayos"),
    siglas=(Sigla("DEN", pasaje("Dirección de Ensayos")),),
    disposiciones=(Disposicion("1", pasaje("Ley General de Transparencia y Acceso a la Información Pública")),),
    referencias=(REFERENCIA,),
    puentes=(Puente(("gobierno-abierto",), REFERENCIA, pasaje("Se cumple el artículo 59 de la Ley General.")),),
    objetivos_estrategicos=(ObjetivoEstrategico("4", pasaje("Servir.")),),
    objetivos_especificos=(ObjetivoEspecifico("1", pasaje("Ensayar bien."), "4"),),
    estrategias=(
        Estrategia("1.2", pasaje("Ensayos compartidos."), "1"), Estrategia("1.10", pasaje("Ensayos solos."), "1"),
    ),
    lineas_accion=(
        _linea("1.10.1", "Acompañar ensayos.", "1.10", 3),
        _linea("1.2.1", "Dar seguimiento al proyecto Árbol.", "1.2", 1),
        _linea("1.2.2", "Validar guías de gobierno\nabierto.", "1.2", 2),
    ),
    alineacion=(FilaDeAlineacion("1", "4", (pasaje("Dirección de Ensayos"),), pasaje("Dirección de Ensayos")),),
    alianzas=(
        Alianza("1", pasaje("Socio Uno"), (pasaje("Socio Uno"),), pasaje("Plantar el árbol."),
                pasaje("Sí, ya se cuenta con convenio."), (LineaCitada("1.2.1", pasaje("1.2.1", 2)),)),
    ),
    eventos=(
        Evento("1", pasaje("Feria del Arbol."), None, (LineaCitada("1.2.1", pasaje("1.2.1", 3)),),
               pasaje("3 de febrero"), date(2020, 2, 3), date(2020, 2, 3)),
    ),
    sesiones=(
        Sesion("1", date(2020, 3, 14), pasaje("Marzo 14 de 2020"), "ordinaria", (
            Asunto("aprobación", pasaje("Programa Anual.")), Asunto("estatus", pasaje("proyecto ARBOL.")),
        )),
        Sesion("2", date(2020, 4, 2), pasaje("Abril 2 de 2020"), "ordinaria", ()),
    ),
    proyectos=(
        Proyecto("Proyecto Árbol", "proyecto", ("proyecto Arbol", "Encuesta Árbol"), (pasaje("proyecto Árbol"),)),
    ),
    organizaciones=(),
    indicadores=(
        Indicador("1", Decimal("40.50"), "%", "personas que ensayan", "Encuesta Árbol", 2019, pasaje("40.50% ensaya")),
    ),
    etapas=(),
    notas=(),
    hallazgos=(
        Hallazgo("evento-antes-de-la-aprobacion", "Va antes.", "It goes before.", _tramos("3 de febrero"),
                 ("evento/1",)),
    ),
)

ALINEAMIENTOS = tuple(
    Alineamiento("1.2.2", "gobierno-abierto", "lgtaip-2015", "59", nivel, "articulo", evidencia,
                 _tramos("Se cumple el artículo 59 de la Ley General."), regla)
    for nivel, regla, evidencia in (
        ("expresa", "termino-en-la-linea", _tramos("gobierno\nabierto")),
        ("heredada_estrategia", "heredada-de-estrategia", _tramos("Ensayos compartidos.")),
    )
)


def grafos_de_prueba():
    """Return the two named graphs of the small programme."""
    conclusiones = concluir(PROGRAMA, ACUNADOR, actos(), normas_conocidas())
    return construir_grafos(PROGRAMA, DOCUMENTO, ALINEAMIENTOS, conclusiones, tipos_de_hallazgo(), ACUNADOR)


def almacen_de_prueba() -> AlmacenEmbebido:
    """Return a store in memory with the vocabulary, the norms and the small programme."""
    almacen = AlmacenEmbebido()
    almacen.reemplazar({
        ACUNADOR.grafo_ontologia(): cargar_vocabulario(), ACUNADOR.grafo_normas(): cargar_normas(),
        **grafos_de_prueba(),
    })
    return almacen
