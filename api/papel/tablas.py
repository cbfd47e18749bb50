"""The report as tables: a sheet each in the workbook, a section each in the CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.papel.contenido import Informe
from api.representacion import mandatos_por_articulo
from grafo.asientos import LineaAuditada, Mandato

__all__ = ["TablaDeInforme", "tablas_de"]


@dataclass(frozen=True, slots=True)
class TablaDeInforme:
    """A table of the report; the first column names what each row is about."""

    nombre: str
    cabeza: tuple[str, ...]
    filas: tuple[Sequence[object], ...]


def tablas_de(informe: Informe) -> tuple[TablaDeInforme, ...]:
    """Return every table of the report, in the order in which it is read."""
    libro = informe.libro
    claves = tuple(n for n, _ in informe.niveles)
    temas = tuple(libro.por_tema)
    grupos = (("resumen", {libro.programa: libro.resumen}), ("por_tema", libro.por_tema),
              ("por_objetivo", libro.por_objetivo), ("por_unidad", libro.por_unidad),
              ("por_articulo", libro.por_articulo))
    return (
        TablaDeInforme("examinado", ("dato", "valor"), tuple(_examinado(informe))),
        *(TablaDeInforme(nombre, (nombre.removeprefix("por_"), *claves),
                         tuple((grupo, *(cuentas[n] for n in claves)) for grupo, cuentas in suyos.items()))
          for nombre, suyos in grupos),
        TablaDeInforme(
            "libro", ("linea", "texto", "nivel", *temas, "articulos", "lapsados", "rechazados", "agregados", "revision",
                      "cobertura_profunda", "rupturas", "objetivo", "estrategia", "responsables", "apoyos"),
            tuple(_de_linea(x, temas) for x in libro.lineas)),
        TablaDeInforme("citas", ("linea", "tema", "papel", "texto", "inicio", "fin", "pagina"),
                       tuple((x.numero, e.tema, e.papel, e.texto, e.inicio, e.fin, e.pagina)
                             for x in libro.lineas for e in x.cadena)),
        TablaDeInforme("huecos", ("linea", "estado", "texto", "motivo", "quien"), tuple(
            (x.numero, "justificado" if j else "hueco", x.texto, j.motivo if j else None, j.quien if j else None)
            for x in (*libro.huecos, *libro.justificados) for j in (x.justificacion,))),
        TablaDeInforme("huecos_por_tema", ("tema", "linea", "estado", "motivo", "quien"), tuple(
            (tema, x.numero, "justificado" if j else "hueco", j.motivo if j else None, j.quien if j else None)
            for tema, grupos_de_tema in libro.huecos_por_tema.items() for grupo in grupos_de_tema for x in grupo
            for j in (x.justificacion_de(tema),))),
        TablaDeInforme("articulos", ("articulo", "etiqueta", "linea", "nivel", "citado"), tuple(_reverso(informe))),
        TablaDeInforme("hallazgos", ("tipo", "severidad", "mensaje", "message", "citas", "id", "descartado_por",
                                     "motivo", "cuando"), tuple(
            (h.tipo, h.severidad, h.mensaje, h.message, " | ".join(f"{t} (p. {p})" for t, _, p in h.citas), h.id,
             *((d.quien, d.motivo, d.momento) if d else (None, None, None)))
            for h in libro.hallazgos for d in (libro.descartes.get(h.id),))),
        TablaDeInforme(
            "revisiones",
            ("id", "estado", "linea", "hallazgo", "tema", "articulo", "decision", "motivo", "quien", "rol", "cuando",
             "huella"),
            tuple((r.id, x.estado, r.linea, r.hallazgo, r.tema, r.articulo, r.decision, r.motivo, r.quien, r.rol,
                   r.momento, r.huella) for x in informe.libro.revisiones for r in (x.revision,))),
        TablaDeInforme("niveles", ("nivel", "nombre", "definicion", "definition"), tuple(
            (clave, p.etiqueta, p.definicion, p.definition) for clave, p in informe.niveles)),
        TablaDeInforme("reglas", ("regla", "nombre", "definicion", "definition", "evidencias"), tuple(
            (clave, p.etiqueta, p.definicion, p.definition, n) for clave, p, n in informe.reglas)),
        TablaDeInforme("formas", ("forma", "nodos", "resultados"), tuple(
            (f.forma, f.nodos, f.resultados) for f in informe.validacion.formas)),
    )


def _examinado(informe: Informe) -> Iterator[tuple[str, object]]:
    libro = informe.libro
    yield from (("programa", libro.programa), ("titulo", libro.titulo), ("documento", informe.documento),
                ("sha256", informe.sha256), ("caracteres", informe.caracteres),
                ("fecha", libro.fecha.isoformat() if libro.fecha else None), ("version", informe.version),
                ("lineas", len(libro.lineas)), ("huecos", len(libro.huecos)),
                ("justificados", len(libro.justificados)),
                ("hallazgos", len(libro.hallazgos_abiertos)),
                ("hallazgos_descartados", len(libro.hallazgos_descartados)),
                ("cobertura_profunda", len(libro.profundas)))


def _de_linea(x: LineaAuditada, temas: Sequence[str]) -> Sequence[object]:
    return (
        x.numero, x.texto, x.nivel, *(x.niveles[t] for t in temas), _mandatos(mandatos_por_articulo(x)),
        _claves(x.lapsados), _claves(x.rechazados), " ".join(dict.fromkeys(a.articulo for a in x.agregados)),
        x.revision, "sí" if x.cobertura_profunda else "no", " ".join(x.rupturas), x.objetivo, x.estrategia,
        "; ".join(x.responsables), " ".join("/".join(a.split("/")[-2:]) for a in x.apoyos))


def _mandatos(mandatos: Sequence[Mandato]) -> str:
    return "; ".join(f"{m.articulo} ({m.nivel}, {m.grano})" for m in mandatos)


def _claves(mandatos: Sequence[Mandato]) -> str:
    return " ".join(dict.fromkeys(m.articulo for m in mandatos))


def _reverso(informe: Informe) -> Iterator[Sequence[object]]:
    for articulo, lineas in informe.libro.niveles_por_articulo.items():
        for numero, nivel in lineas.items():
            yield articulo, informe.etiquetas.get(articulo, articulo), numero, nivel, "sí"
    for a in informe.libro.articulos_sin_lineas:
        yield a.articulo, informe.etiquetas.get(a.articulo, a.articulo), None, "ninguna", "sí" if a.citado else "no"
