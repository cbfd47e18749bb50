"""The reader: a document in, a programme out, with what could not be read.

The steps follow each other as in the document: furniture is masked, sections are found, each kind of item is read by
its own module, names and citations are looked for over the whole text, and at last the rules of `revision` look at
what was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grafo.documento import Documento
from grafo.lectura.alineacion import extraer_alineacion
from grafo.lectura.ataduras import ataduras
from grafo.lectura.cabezas import aprender_cabezas
from grafo.lectura.citas_de_fundamento import leer_citas
from grafo.lectura.cuadre import cifras_que_no_suman, cifras_sin_unidad
from grafo.lectura.curaduria import Curaduria, aplicable, comprobar
from grafo.lectura.esquema import aprender_esquema, promete_programa
from grafo.lectura.etapas import extraer_etapas
from grafo.lectura.fuentes import cifras_sin_fuente
from grafo.lectura.glosario import extraer_disposiciones, extraer_siglas
from grafo.lectura.indicadores import extraer_indicadores
from grafo.lectura.jerarquia import Jerarquia, extraer_jerarquia
from grafo.lectura.metas import leer_metas
from grafo.lectura.mobiliario import destapar, enmascarar
from grafo.lectura.niveles import abrir
from grafo.lectura.nombres import extraer_organizaciones, extraer_proyectos
from grafo.lectura.perfil import Perfil
from grafo.lectura.portada import (
    acunar_clave,
    encontrar_anio,
    encontrar_comision,
    encontrar_institucion,
    extraer_notas,
    extraer_titulo,
)
from grafo.lectura.renglones import Hoja
from grafo.lectura.revision import revisar
from grafo.lectura.secciones import Secciones, encontrar_secciones
from grafo.lectura.siglas_en_prosa import siglas_en_prosa
from grafo.lectura.tablas import leer_tablas
from grafo.modelo import (
    Disposicion,
    FilaDeAlineacion,
    Hallazgo,
    ObjetivoEspecifico,
    Pasaje,
    Programa,
)
from ontologia.errores import NoEsPrograma

__all__ = ["MAXIMO_DE_CARACTERES", "elegir_perfil", "leer_programa"]

MAXIMO_DE_CARACTERES = 2_000_000
"""Characters of the longest document that is read: about 700 pages."""


_POCAS = 5
"""Lines below which what the profile found is doubted: when it found no objective, or the document has a table of more
than twice as many lines.
"""


def elegir_perfil(documento: Documento, perfiles: Sequence[Perfil]) -> Perfil:
    """Return the profile most of whose signs stand in the document.

    Raises `NoEsPrograma` when no profile finds at least two signs, or the text is too long to be a programme.
    """
    if len(documento.texto) > MAXIMO_DE_CARACTERES:
        raise NoEsPrograma(
            f"«{documento.nombre}» tiene {len(documento.texto):,} caracteres; un programa no pasa de "
            f"{MAXIMO_DE_CARACTERES:,}.", "Deje en el archivo solo el texto del programa.")
    notas = [(sum(bool(s.search(documento.texto)) for s in p.senales), p) for p in perfiles]
    mejor, perfil = max(notas, key=lambda par: par[0])
    if mejor < 2 and not promete_programa(enmascarar(documento, perfil)):
        raise NoEsPrograma(
            f"«{documento.nombre}» no parece un programa: en sus {len(documento.inicios_de_linea)} líneas no hay "
            "objetivos, estrategias ni líneas de acción numeradas.",
            "Revise que sea el documento correcto, o nombre un perfil con --perfil.")
    return perfil


def leer_programa(documento: Documento, perfil: Perfil, curaduria: Curaduria) -> Programa:
    """Read the programme that a document states.

    Raises `NoEsPrograma` when the document holds no action line and no objective. Whatever else is missing or wrong
    is a finding of the programme.
    """
    hoja = enmascarar(documento, perfil)
    secciones = encontrar_secciones(hoja)
    hoja = aprender_cabezas(hoja, secciones)
    nucleo = _nucleo(hoja, secciones)
    if not nucleo.lineas and not nucleo.objetivos:
        raise NoEsPrograma(
            f"En «{documento.nombre}» no se encontró ningún objetivo ni línea de acción "
            f"(perfil «{perfil.clave}», {len(documento.inicios_de_linea)} líneas leídas).",
            "Revise que sea el documento correcto, o nombre otro perfil con --perfil.")
    hoja = destapar(hoja, nucleo.lineas)
    borrador = _leer(hoja, secciones, nucleo, curaduria)
    abreviaturas = aplicable(curaduria, documento).abreviaturas
    return replace(borrador, hallazgos=(*borrador.hallazgos, *revisar(borrador, hoja, abreviaturas)))


def _reparaciones(documento: Documento) -> tuple[Hallazgo, ...]:
    """Return the finding that says which damaged letters were put right, and where."""
    hechas = documento.reparaciones
    if not hechas:
        return ()
    letras = [documento.texto[r.inicio:r.fin] for r in hechas]
    formas = ", ".join(sorted({f"«{r.original}» → «{x}»" for r, x in zip(hechas, letras, strict=True)}))
    lugares = tuple(documento.tramo(r.inicio, r.fin) for r, x in zip(hechas, letras, strict=True) if x.strip())
    return (Hallazgo("mojibake", f"{len(hechas)} letras venían dañadas por un cambio de codificación y se repararon: "
                     f"{formas}.", f"{len(hechas)} letters were damaged by a change of encoding and were put right: "
                     f"{formas}.", lugares),)


def _nucleo(hoja: Hoja, secciones: Secciones) -> Jerarquia:
    """Read the tree by the profile; by the outline that the document itself has where that is the likelier."""
    lugar = secciones.de("objetivos")
    nucleo = extraer_jerarquia(hoja, abrir(hoja, hoja.renglones(*lugar)), lugar[1]) if lugar else Jerarquia()
    abiertos = aprender_esquema(hoja)
    dudoso = len(nucleo.lineas) < _POCAS and (not nucleo.objetivos or any(a.celdas for a in abiertos))
    muchas = sum(a.clase == "linea" for a in abiertos) > 2 * _POCAS
    if abiertos and (not nucleo.lineas or (dudoso and muchas)):
        return extraer_jerarquia(hoja, abiertos, abiertos[-1].lugar.fin)
    return nucleo


def _leer(hoja: Hoja, secciones: Secciones, nucleo: Jerarquia, curaduria: Curaduria) -> Programa:
    """Read everything; what the rules of `revision` find is not in it yet."""
    documento = hoja.documento
    siglas, _ = extraer_siglas(hoja, *lugar) if (lugar := secciones.de("siglas")) else ((), 0)
    siglas = (*siglas, *siglas_en_prosa(hoja, nucleo.lineas, [s.sigla for s in siglas]))
    disposiciones, fin_de_marco = _disposiciones(hoja, lugar, nucleo) if (lugar := secciones.de("marco")) else ((), 0)
    titulo = extraer_titulo(hoja)
    comision = encontrar_comision(hoja, titulo)
    institucion = encontrar_institucion(hoja, siglas)
    anio = encontrar_anio(hoja, titulo, secciones.de("sesiones"))
    filas, estrategicos = (extraer_alineacion(hoja, *lugar, nucleo.objetivos)
                           if (lugar := secciones.de("alineacion")) else ((), ()))
    definiciones = [s.definicion.texto.rstrip(" .") for s in siglas]
    tablas = leer_tablas(hoja, secciones, nucleo, definiciones, anio)
    socios = tuple(s for a in tablas.alianzas for s in a.socios)
    asuntos = tuple(a.texto for s in tablas.sesiones for a in s.asuntos)
    titulos = tuple(d.texto for d in disposiciones)
    proyectos = extraer_proyectos(hoja, socios, curaduria, siglas=siglas, asuntos=asuntos, disposiciones=titulos)
    prosa = _prosa(hoja, secciones, fin_de_marco)
    cifras = [i for lugar in prosa for i in extraer_indicadores(hoja, *lugar, proyectos)]
    indicadores = tuple(replace(i, numero=str(n)) for n, i in enumerate((*cifras, *leer_metas(nucleo.prosa, anio)), 1))
    citadas = leer_citas(hoja, siglas, nucleo.lineas, anio)
    propios, puentes = ataduras(hoja, citadas, nucleo.objetivos, nucleo.lineas)
    sigla = next((s.sigla for s in siglas if comision and s.definicion.texto.rstrip(" .") == comision.texto), "")
    return Programa(
        clave=acunar_clave(titulo.texto, _corto(institucion), sigla, anio),
        titulo=titulo, anio=anio, institucion=institucion[0] if institucion else None, comision=comision,
        siglas=siglas, disposiciones=disposiciones,
        referencias=tuple(c.referencia for c in citadas),
        temas=propios,
        puentes=puentes,
        objetivos_estrategicos=estrategicos or nucleo.estrategicos,
        objetivos_especificos=_con_contribucion(nucleo.objetivos, filas),
        estrategias=nucleo.estrategias, lineas_accion=nucleo.lineas, alineacion=filas,
        alianzas=tablas.alianzas, eventos=tablas.eventos, sesiones=tablas.sesiones,
        proyectos=proyectos,
        organizaciones=extraer_organizaciones(hoja, siglas, socios, curaduria, asuntos=asuntos, disposiciones=titulos),
        indicadores=indicadores,
        etapas=tuple(e for lugar in prosa for e in extraer_etapas(hoja, *lugar)), notas=extraer_notas(hoja),
        hallazgos=(*nucleo.hallazgos, *tablas.hallazgos, *cifras_sin_unidad(indicadores[:len(cifras)]),
                   *cifras_que_no_suman(indicadores[:len(cifras)]),
                   *cifras_sin_fuente(indicadores[:len(cifras)]), *comprobar(curaduria, documento),
                   *_reparaciones(documento)),
    )


def _disposiciones(hoja: Hoja, lugar: tuple[int, int], nucleo: Jerarquia) -> tuple[tuple[Disposicion, ...], int]:
    """Read the table of norms, which ends where the tree of objectives and lines begins below it."""
    textos = [*(o.texto for o in nucleo.objetivos), *(x.texto for x in nucleo.lineas)]
    fin = min((t.tramos[0].inicio for t in textos if t.tramos[0].inicio > lugar[0]), default=lugar[1])
    return extraer_disposiciones(hoja, lugar[0], min(fin, lugar[1]))


def _prosa(hoja: Hoja, secciones: Secciones, fin_de_marco: int) -> tuple[tuple[int, int], ...]:
    """Return the stretches of running text: the presentation, and from the table of norms to the objectives."""
    objetivos = secciones.de("objetivos")
    fin = objetivos[0] if objetivos else len(hoja.documento.texto)
    presentacion = secciones.de("presentacion") or (0, 0)
    diagnostico = (max(fin_de_marco, min(presentacion[1], fin)), fin)
    return tuple(p for p in (presentacion, diagnostico) if p[0] < p[1])


def _corto(institucion: tuple[Pasaje, str] | None) -> str:
    """Return the acronym of an institution, or its name when it has none."""
    return (institucion[1] or institucion[0].texto) if institucion else ""


def _con_contribucion(objetivos: Sequence[ObjetivoEspecifico],
                      filas: Sequence[FilaDeAlineacion]) -> tuple[ObjetivoEspecifico, ...]:
    contribuye = {f.objetivo: f.objetivo_estrategico for f in filas}
    return tuple(replace(o, contribuye_a=contribuye.get(o.numero, o.contribuye_a)) for o in objetivos)
