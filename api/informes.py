"""Reports of the command line: text for people, JSON and CSV for machines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from api.idioma_de_mensajes import ESPANOL, Habla
from api.palabras import palabra
from api.reparto import responder, trozos_en_formato
from api.representacion import auditoria_como_json
from api.taller import Abierto
from consultas import buscar, catalogo
from consultas.resultados import Filas, Respuesta
from grafo.auditoria import Auditoria, LineaAuditada
from grafo.comparacion import Comparacion, Pieza
from grafo.ley import Ley, Propuesta, ley_como_json
from grafo.validacion import InformeDeValidacion
from ontologia.espacios import NIVEL, TEMA
from ontologia.iris import Acunador

__all__ = [
    "de_auditoria",
    "de_catalogo",
    "de_comparacion",
    "de_consulta",
    "de_ley",
    "de_propuestas",
    "de_validacion",
    "exigir_consulta",
    "tabla_csv",
]


def tabla_csv(cabeza: Sequence[str], filas: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV (RFC 4180). A cell that a spreadsheet would run as a formula gets an apostrophe before."""
    salida = io.StringIO()
    escritor = csv.writer(salida, lineterminator="\r\n")
    escritor.writerow(cabeza)
    for fila in filas:
        escritor.writerow([_inerte("" if c is None else str(c)) for c in fila])
    return salida.getvalue()


def _inerte(celda: str) -> str:
    return f"'{celda}" if celda[:1] in ("=", "+", "-", "@", "\t", "\r") else celda


def _json(dato: object) -> str:
    return json.dumps(dato, ensure_ascii=False, indent=2)


def de_auditoria(libro: Auditoria, formato: str, visibles: Collection[str] | None = None, di: Habla = ESPANOL) -> str:
    """Return the ledger as "json", "csv" or "texto"; with `visibles` only those lines, all counts as they are."""
    if formato == "json":
        datos = auditoria_como_json(libro)
        datos["lineas"] = [x for x in datos["lineas"] if visibles is None or x["numero"] in visibles]
        return _json(datos)
    lineas = [x for x in libro.lineas if visibles is None or x.numero in visibles]
    if formato == "csv":
        claves = list(libro.por_tema)
        return tabla_csv(
            ["linea", "nivel", *claves, "articulos", "lapsados", "rechazados", "agregados", "revision",
             "cobertura_profunda", "responsables", "texto"],
            ([x.numero, x.nivel, *(x.niveles[t] for t in claves), " ".join(_articulos(x)),
              *(" ".join(dict.fromkeys(m.articulo for m in suyos))
                for suyos in (x.lapsados, x.rechazados, x.agregados)),
              x.revision, "sí" if x.cobertura_profunda else "no", "; ".join(x.responsables), x.texto]
             for x in lineas))
    return _texto_de_auditoria(libro, lineas, di)


def _articulos(linea: LineaAuditada) -> list[str]:
    return list(dict.fromkeys(m.articulo for m in linea.articulos))


def _texto_de_auditoria(libro: Auditoria, lineas: Iterable[LineaAuditada], di: Habla) -> str:
    nombres = {n: palabra(NIVEL[n]).en(di.idioma) for n in libro.resumen}
    etiquetas = {t: palabra(TEMA[t]).en(di.idioma) for t in libro.por_tema}
    dia = di(", al {0}", libro.fecha.isoformat()) if libro.fecha else ""
    salida = [libro.titulo, di("Programa {0}{1}", libro.programa, dia), "",
              di("{0} líneas de acción, por su evidencia más fuerte:", sum(libro.resumen.values()))]
    salida += [f"{cuenta:>5}  {nombres[nivel]}" for nivel, cuenta in libro.resumen.items()]
    for tema, cuentas in libro.por_tema.items():
        partes = ", ".join(f"{c} {nombres[n].lower()}" for n, c in cuentas.items() if c)
        salida.append(f"{etiquetas[tema]}: {partes or di('sin líneas')}")
    salida += [di("Huecos: {0}; justificados: {1}; con mandato agregado por una persona: {2}.", len(libro.huecos),
                  len(libro.justificados), sum(bool(x.agregados) for x in libro.lineas)),
               *(di("Huecos de {0}: {1}; justificados: {2}.", etiquetas[t], len(abiertos), len(justificados))
                 for t, (abiertos, justificados) in libro.huecos_por_tema.items()),
               di("Cubiertas a fondo, del objetivo institucional al artículo: {0}.", len(libro.profundas)), ""]
    for linea in lineas:
        salida.append(f"{linea.numero:<8} {nombres[linea.nivel]:<32} {' '.join(_articulos(linea)) or '—'}")
        salida += [f"         {di.parte(e.papel)} (p. {e.pagina}): «{e.texto}»" for e in linea.cadena]
        salida += [f"         {di('rechazado: {0} ({1})', m.articulo, m.tema)}" for m in linea.rechazados]
        salida += [f"         {di('revisión {0}:', di.parte(x.estado))} {x.revision.quien} ({x.revision.rol}) "
                   f"{di.parte(x.revision.decision)} {x.revision.articulo or ''} «{x.revision.motivo}»"
                   for x in linea.revisiones]
    abiertos, descartados = libro.hallazgos_abiertos, libro.hallazgos_descartados
    salida += ["", di("Hallazgos: {0}; descartados por una persona: {1}", len(abiertos), len(descartados)),
               *(f"- [{h.severidad}] {h.dicho(di.idioma)} [{h.id}]" for h in abiertos)]
    for h in descartados:
        r = libro.descartes[h.id]
        salida.append(f"- [{di('descartado')}] {h.dicho(di.idioma)} [{h.id}] — {r.quien} ({r.rol}), {r.momento}: "
                      f"«{r.motivo}»")
    return "\n".join(salida)


_SIN_NODOS = "La forma no miró ningún nodo y debía: falta lo que todo grafo de un programa tiene."


def de_validacion(informe: InformeDeValidacion, formato: str, di: Habla = ESPANOL) -> str:
    """Return the validation report as "json", "csv" or "texto"."""
    if formato == "json":
        return _json(informe.como_json())
    if formato == "csv":
        sin_nodos = [[f, "", "", "SinNodos", "Violation", _SIN_NODOS] for f in informe.sin_nodos]
        return tabla_csv(("nodo", "ruta", "valor", "componente", "severidad", "mensaje"), (*sin_nodos, *(
            [r.nodo, r.ruta, r.valor, r.componente, r.severidad, r.mensaje] for r in informe.resultados)))
    salida = [di("Conforma." if informe.conforma else "No conforma."), di("Motor: {0}.", ", ".join(informe.motores)),
              *map(di.mensaje, informe.avisos), ""]
    salida += [di("{0} nodos, {1} resultados: {2}", f"{f.nodos:>6}", f.resultados, f.forma) for f in informe.formas]
    salida += ["", *(f"- [Violation] {f}: {di(_SIN_NODOS)}" for f in informe.sin_nodos)]
    salida += [f"- [{r.severidad}] {r.nodo} {r.ruta or ''}: {r.mensaje}" for r in informe.resultados]
    return "\n".join(salida)


def de_comparacion(comparacion: Comparacion, formato: str, di: Habla = ESPANOL) -> str:
    """Return a comparison as "json", "csv" or "texto"."""
    if formato == "json":
        return _json(comparacion.como_json())
    grupos = (("agregada", comparacion.agregadas), ("eliminada", comparacion.eliminadas),
              ("reescrita", comparacion.reescritas), ("movida", comparacion.movidas))
    if formato == "csv":
        return tabla_csv(
            ["cambio", "clase", "numero_antes", "texto_antes", "unidades_antes", "numero", "texto", "unidades"],
            ([nombre, (c.despues or c.antes or _NADA).clase, *_celdas(c.antes), *_celdas(c.despues)]
             for nombre, cambios in grupos for c in cambios))
    salida = [di("{0} sin cambio.", comparacion.iguales)]
    for nombre, cambios in grupos:
        salida += ["", f"{di.parte(f'{nombre}s').capitalize()}: {len(cambios)}"]
        for c in cambios:
            salida += [f"  {signo} {di.parte(p.clase)} {p.numero} [{', '.join(p.unidades)}] {p.texto}"
                       for signo, p in (("-", c.antes), ("+", c.despues)) if p]
    return "\n".join(salida)


_NADA = Pieza("", "", "")


def _celdas(pieza: Pieza | None) -> tuple[str, str, str]:
    p = pieza or _NADA
    return p.numero, p.texto, "; ".join(p.unidades)


def de_ley(ley: Ley, formato: str, di: Habla = ESPANOL) -> str:
    """Return a law as read as "json", "csv" or "texto"."""
    dato = ley_como_json(ley)
    if formato == "json":
        return _json(dato)
    campos = ("numero", "titulo", "capitulo", "texto", "huella")
    if formato == "csv":
        return tabla_csv(campos, ([a[c] for c in campos] for a in dato["articulos"]))
    salida = [di("{0}: {1} artículos, {2} transitorios, {3} notas de reforma, {4} hallazgos.",
                 dato["titulo"] or ley.clave, len(dato["articulos"]), len(dato["transitorios"]), len(dato["reformas"]),
                 len(ley.hallazgos))]
    salida += [di("Artículo {0} {1}", f"{a['numero']:<8}", a["capitulo"] or a["titulo"] or "")
               for a in dato["articulos"]]
    return "\n".join([*salida, *(f"- {h.message if di.idioma == 'en' else h.mensaje}" for h in ley.hallazgos)])


def de_propuestas(propuestas: Sequence[Propuesta], formato: str, di: Habla = ESPANOL) -> str:
    """Return proposals as "json", "csv" or "texto"; each is marked as such."""
    if formato == "json":
        return _json([{
            "estado": p.estado, "linea": p.linea, "articulo": f"{p.norma}/art_{p.articulo}",
            "compartidas": [list(par) for par in p.compartidas], "de_la_linea": p.de_la_linea.texto,
            "del_articulo": p.del_articulo.texto} for p in propuestas])
    if formato == "csv":
        return tabla_csv(["estado", "linea", "articulo", "compartidas", "de_la_linea", "del_articulo"],
                         ([p.estado, p.linea, f"{p.norma}/art_{p.articulo}", "; ".join(a for a, _ in p.compartidas),
                           p.de_la_linea.texto, p.del_articulo.texto] for p in propuestas))
    salida = [di("{0} propuestas. Una propuesta no es evidencia: una persona la confirma o la rechaza.",
                 len(propuestas))]
    for p in propuestas:
        salida += [f"{p.linea:<8} {p.norma}/art_{p.articulo}: {', '.join(a for a, _ in p.compartidas)}",
                   f"         {di('línea: «{0}»', p.de_la_linea.texto)}",
                   f"         {di('artículo: «{0}»', p.del_articulo.texto)}"]
    return "\n".join(salida)


def de_catalogo(formato: str, di: Habla = ESPANOL) -> str:
    """Return the catalogue of questions as "json", "csv" or "texto"."""
    todas = list(catalogo().values())
    if formato == "json":
        return _json([{"nombre": c.nombre, "titulo": c.titulo, "title": c.title, "publico": c.publico,
                       "descripcion": c.descripcion, "description": c.description,
                       "parametros": [{"nombre": p.nombre, "clase": p.clase, "opcional": p.opcional}
                                      for p in c.parametros]} for c in todas])
    if formato == "csv":
        return tabla_csv(["nombre", "publico", "titulo", "parametros"],
                         ([c.nombre, c.publico, c.titulo, " ".join(p.nombre for p in c.parametros)] for c in todas))
    salida = []
    for publico in dict.fromkeys(c.publico for c in todas):
        salida += [publico, *(f"  {c.nombre:<36} {c.title if di.idioma == 'en' else c.titulo}"
                              for c in todas if c.publico == publico), ""]
    return "\n".join([*salida, di("alinea consultar NOMBRE [-p clave=valor]")])


def exigir_consulta(nombre: str, valores: Mapping[str, str]) -> None:
    """Check a question's name and the names of its parameters before any store is opened. Raises `NoExiste`."""
    consulta = buscar(nombre)
    for clave in valores:
        consulta.parametro(clave)


def de_consulta(abierto: Abierto, nombre: str, valores: Mapping[str, str], formato: str, programa: str | None,
                di: Habla = ESPANOL) -> Iterator[bytes]:
    """Return the answer to a named question, a piece at a time, in a standard format; whole, as text in columns."""
    consulta = buscar(nombre)
    clave = programa or _unico(abierto)
    propios = dict(valores)
    if programa and any(p.nombre == "programa" for p in consulta.parametros):
        propios.setdefault("programa", programa)
    if formato != "texto":
        return trozos_en_formato(consulta, propios, formato, abierto.recortes, abierto.acunador, clave)
    resultado = responder(consulta, propios, abierto.recortes, abierto.acunador, clave)
    if isinstance(resultado, Respuesta):
        return iter((di("sí" if resultado.valor else "no").encode(),))
    assert isinstance(resultado, Filas)
    return iter((f"{_columnas(resultado, abierto.acunador)}\n{di('{0} filas.', len(resultado.filas))}".encode(),))


def _unico(abierto: Abierto) -> str | None:
    claves = abierto.recortes.programas
    return claves[0] if len(claves) == 1 else None


def _columnas(filas: Filas, acunador: Acunador) -> str:
    """Return a table in columns, IRIs below the base shortened, long cells cut with a mark."""
    def celda(termino: object) -> str:
        texto = "" if termino is None else " ".join(str(termino).removeprefix(acunador.base).split())
        return texto if len(texto) <= 80 else texto[:79] + "…"

    tabla = [list(filas.variables), *([celda(c) for c in fila] for fila in filas.filas)]
    anchos = [max(len(f[i]) for f in tabla) for i in range(len(filas.variables))]
    return "\n".join("  ".join(c.ljust(a) for c, a in zip(f, anchos, strict=True)).rstrip() for f in tabla)
