"""Finds in the code, by its syntax tree, the templates of everything that it says outside the pages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import grafo.formatos.libro.errores  # noqa: F401 - its classes of error are part of the tree
from ontologia.errores import ErrorDeAlinea

RAIZ = Path(__file__).parents[2]
CASAS = ("ontologia", "consultas", "grafo", "api")
CHARLA = {"aviso", "avisar", "fallar", "di", "_responder"}
"""What says something that is no error."""


def clases_de_error(clase: type = ErrorDeAlinea) -> set[str]:
    return {clase.__name__}.union(*map(clases_de_error, clase.__subclasses__()))


def modulos() -> Iterator[tuple[str, ast.Module]]:
    for casa in CASAS:
        for ruta in sorted((RAIZ / casa).rglob("*.py")):
            yield ruta.relative_to(RAIZ).as_posix(), ast.parse(ruta.read_text(encoding="utf-8"))


def mensajes_de(modulo: ast.Module) -> tuple[dict[str, int], dict[str, int], list[str]]:
    """Return templates of messages and of parts (with their line), and the arguments that this cannot read."""
    lector = _Lector(modulo)
    for nodo in ast.walk(modulo):
        if isinstance(nodo, ast.Call) and (argumentos := lector.argumentos(nodo)) is not None:
            for argumento in argumentos:
                lector.anotar(argumento, getattr(nodo.func, "id", "") == "di")
    return lector.mensajes, lector.partes, lector.ilegibles


_TODO = range(10**6)


def _tramo(funcion: ast.FunctionDef) -> range:
    return range(funcion.lineno, (funcion.end_lineno or funcion.lineno) + 1)


class _Lector:
    def __init__(self, modulo: ast.Module) -> None:
        self.mensajes: dict[str, int] = {}
        self.partes: dict[str, int] = {}
        self.ilegibles: list[str] = []
        self._clases = clases_de_error()
        self._asignados: list[tuple[range, str, ast.expr]] = []
        llamadas = [n for n in ast.walk(modulo) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
        funciones = [n for n in ast.walk(modulo) if isinstance(n, ast.FunctionDef)]
        for funcion in funciones:
            for i, parametro in enumerate(funcion.args.args):
                self._asignados += [(_tramo(funcion), parametro.arg, c.args[i]) for c in llamadas
                                    if isinstance(c.func, ast.Name) and c.func.id == funcion.name and i < len(c.args)]
        for nodo in ast.walk(modulo):
            if isinstance(nodo, ast.Assign | ast.AnnAssign) and nodo.value is not None:
                donde = min((_tramo(f) for f in funciones if nodo.lineno in _tramo(f)), key=len, default=_TODO)
                for blanco in nodo.targets if isinstance(nodo, ast.Assign) else [nodo.target]:
                    self._asignar(donde, blanco, nodo.value)

    def argumentos(self, llamada: ast.Call) -> list[ast.expr] | None:
        funcion = llamada.func
        nombre = funcion.id if isinstance(funcion, ast.Name) else getattr(funcion, "attr", "")
        if nombre in self._clases:
            return [*llamada.args[:2], *(k.value for k in llamada.keywords if k.arg in ("mensaje", "remedio"))]
        if nombre == "_responder":
            return llamada.args[2:4]
        return llamada.args[:2 if nombre == "fallar" else 1] if nombre in CHARLA else None

    def anotar(self, expresion: ast.expr, ya_es_plantilla: bool) -> None:
        for leida in self._leer(expresion, frozenset()):
            plantilla = leida.replace("{{", "{").replace("}}", "}") if ya_es_plantilla else leida
            if any(c.isalpha() for c in plantilla):
                self.mensajes.setdefault(plantilla, expresion.lineno)

    def _asignar(self, donde: range, blanco: ast.expr, valor: ast.expr) -> None:
        if isinstance(blanco, ast.Name):
            self._asignados.append((donde, blanco.id, valor))
        elif isinstance(blanco, ast.Tuple) and isinstance(valor, ast.Tuple) and len(blanco.elts) == len(valor.elts):
            for uno, otro in zip(blanco.elts, valor.elts, strict=True):
                self._asignar(donde, uno, otro)
        elif isinstance(blanco, ast.Tuple):
            for fila in self._tabla(valor):
                self._asignar(donde, blanco, fila)

    def _valores(self, nombre: ast.Name) -> list[ast.expr]:
        """Return what a name may stand for where it is read: its function's own, else the module's."""
        suyos = [(donde, v) for donde, n, v in self._asignados if n == nombre.id and nombre.lineno in donde]
        cerca = min((len(donde) for donde, _ in suyos), default=0)
        return [v for donde, v in suyos if len(donde) == cerca]

    def _tabla(self, e: ast.expr) -> list[ast.expr]:
        """Return what a table of the module may give when it is looked up."""
        if isinstance(e, ast.Call) and isinstance(e.func, ast.Attribute) and e.func.attr == "get":
            return self._tabla(ast.copy_location(ast.Subscript(e.func.value), e))
        if not isinstance(e, ast.Subscript) or not isinstance(e.value, ast.Name):
            return []
        return [v for t in self._valores(e.value) if isinstance(t, ast.Dict) for v in t.values]

    def _leer(self, e: ast.expr, vistos: frozenset[str]) -> list[str]:
        """Return the templates that an expression may give."""
        if isinstance(e, ast.Call) and isinstance(e.func, ast.Attribute) and e.func.attr == "format":
            return [_numerada(x) for x in self._leer(e.func.value, vistos)]
        if dados := self._tabla(e):
            return [x for uno in dados for x in self._leer(uno, vistos)]
        if isinstance(e, ast.Constant) and isinstance(e.value, str):
            return [e.value.replace("{", "{{").replace("}", "}}")]
        if isinstance(e, ast.JoinedStr):
            return [self._de_trozos(e.values)]
        if isinstance(e, ast.IfExp):
            return self._leer(e.body, vistos) + self._leer(e.orelse, vistos)
        if isinstance(e, ast.BoolOp):
            return [x for uno in e.values for x in self._leer(uno, vistos)]
        if isinstance(e, ast.Name) and e.id not in vistos and (dados := self._valores(e)):
            return [x for uno in dados for x in self._leer(uno, vistos | {e.id})]
        self.ilegibles.append(f"{e.lineno}: {ast.unparse(e)}")
        return []

    def _de_trozos(self, trozos: list[ast.expr]) -> str:
        plantilla, n = "", 0
        for trozo in trozos:
            if isinstance(trozo, ast.Constant):
                plantilla += str(trozo.value).replace("{", "{{").replace("}", "}}")
            else:
                plantilla += f"{{{n}}}"
                n += 1
                for dentro in ast.walk(trozo):
                    if isinstance(dentro, ast.BoolOp | ast.IfExp):
                        self._parte(dentro)
        return plantilla

    def _parte(self, eleccion: ast.BoolOp | ast.IfExp) -> None:
        opciones = eleccion.values if isinstance(eleccion, ast.BoolOp) else [eleccion.body, eleccion.orelse]
        for opcion in opciones:
            if isinstance(opcion, ast.Constant) and isinstance(opcion.value, str) and opcion.value.strip(" ,.;:—"):
                self.partes.setdefault(opcion.value, opcion.lineno)


def _numerada(escapada: str) -> str:
    """Return a template with named places, which was escaped as if it had none, with numbered ones."""
    n = iter(range(99))
    sin_escape = escapada.replace("{{", "{").replace("}}", "}")
    return re.sub(r"\{\w+\}", lambda _: f"{{{next(n)}}}", sin_escape)
