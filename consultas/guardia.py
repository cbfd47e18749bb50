"""What a query or an update may not be, decided on its words before any parser sees it.

An engine's parser ends the process on a small, deeply nested text, and SERVICE and LOAD make the server call other
hosts. A parser of our own could disagree with the engine's; the words of a text cannot. So "SERVICE", "LOAD" and "FROM"
are found wherever an engine could take them for keywords (no other keyword or function contains them), not inside
strings, IRIs, comments or variables, nor after the colon of a prefixed name. Where one is admitted (a graph of the
store, a server of the allow-list), what follows it must be an IRI that the words alone give. Grammar is left to the
engine.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from consultas.lexico import Ficha, Prologo, fichas, lugar
from ontologia.errores import ConsultaRechazada

__all__ = ["MAXIMO_ANIDAMIENTO", "MAXIMO_BYTES", "MAXIMO_GRUPOS", "MAXIMO_OPERADORES", "nombra_grafos", "revisar",
           "revisar_actualizacion"]

MAXIMO_BYTES = 65_536
MAXIMO_ANIDAMIENTO = 100
MAXIMO_GRUPOS = 256
"""Groups in braces: 1,000 MINUS in a row crash the engine in a thread with a stack of 1 MB, 256 do not."""
MAXIMO_OPERADORES = 256
"""Operators: so do 1,000 of "+"; "<" counts as one because "<<" opens a quoted triple."""

_ACTUALIZA = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_CONSULTA = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_OPERADORES = frozenset({"!", "+", "-", "*", "/", "|", "||", "&&", "^", "<"})


def revisar(texto: str, *, admite_from: bool = False, grafos: Container[str] | None = None,
            servicios: Container[str] = ()) -> str:
    """Return the form of a query ("SELECT"; empty when no word begins one), or refuse it.

    Refused: a text too large or too deep; an update; SERVICE, but to the IRIs in `servicios`; FROM, unless
    `admite_from`, or `grafos` holds the IRI that it names. Raises `ConsultaRechazada`, with line and column.
    """
    _revisar_tamano(texto)
    from_a: Container[str] | None = _TODOS if admite_from else grafos
    espera = _Espera({"SERVICE": servicios, "FROM": from_a})
    forma = ""
    for ficha in _medidas(texto):
        if not forma and ficha.clase == "palabra" and ficha.texto.upper() not in {"PREFIX", "BASE"}:
            _revisar_forma(texto, ficha)
            forma = ficha.texto.upper()
        espera.ver(texto, ficha)
    espera.terminar(texto)
    return forma


def revisar_actualizacion(texto: str) -> None:
    """Refuse an update that is too large or too deep, that reads another host (LOAD, SERVICE), or is a query.

    No list opens it to another host: what is stored comes from here alone. Raises `ConsultaRechazada`, with line and
    column.
    """
    _revisar_tamano(texto)
    espera = _Espera({"SERVICE": None, "LOAD": None})
    primera = True
    for ficha in _medidas(texto):
        if primera and ficha.clase == "palabra" and ficha.texto.upper() not in {"PREFIX", "BASE"}:
            primera = False
            if ficha.texto.upper() in _CONSULTA:
                raise ConsultaRechazada(
                    f"«{ficha.texto}» consulta ({lugar(texto, ficha.inicio)}); se esperaba una actualización.",
                    "Envíe las consultas en «query», o como application/sparql-query.")
        espera.ver(texto, ficha)
    espera.terminar(texto)


class _Todos:
    """Holds everything."""

    def __contains__(self, cosa: object) -> bool:
        return True


_TODOS = _Todos()
_RECHAZOS = {
    "SERVICE": ("«{palabra}» llamaría a otro servidor ({lugar}); no se permite.",
                "Consulte solo los datos de esta instalación."),
    "LOAD": ("«{palabra}» leería de otro servidor ({lugar}); no se permite.",
             "Envíe los datos mismos: INSERT DATA, o PUT en /grafos."),
    "FROM": ("«{palabra}» elige los grafos de la consulta ({lugar}); no se permite.",
             "Use GRAPH ?g { … } para decir de qué grafo habla."),
}
_AJENOS = {
    "SERVICE": ("«{iri}» no está entre los servidores a los que se puede preguntar ({lugar}).",
                "Consulte solo los datos de esta instalación."),
    "FROM": ("FROM nombra «{iri}», que no es un grafo de este almacén ({lugar}); nada se trae de fuera.",
             "Los grafos que hay los dice la consulta «grafos»."),
}


@dataclass
class _Espera:
    """Follows the words that name something outside: what each may name, None when it may not stand at all."""

    admitidos: dict[str, Container[str] | None]
    prologo: Prologo = field(default_factory=Prologo)
    tras: str = ""
    desde: int = 0

    def ver(self, texto: str, ficha: Ficha) -> None:
        """Look at one token."""
        self.prologo.ver(ficha)
        if self.tras:
            self._exigir(texto, ficha)
            return
        clave = _clave(ficha)
        for palabra, admitidos in self.admitidos.items():
            if palabra not in clave:
                continue
            if admitidos is None or admitidos == () or (
                    admitidos is not _TODOS and (clave != palabra or ficha.clase != "palabra")):
                mensaje, remedio = _RECHAZOS[palabra]
                raise ConsultaRechazada(
                    mensaje.format(palabra=ficha.texto, lugar=lugar(texto, ficha.inicio)), remedio)
            if admitidos is not _TODOS:
                self.tras, self.desde = palabra, ficha.inicio

    def terminar(self, texto: str) -> None:
        """Refuse a text that ends where an IRI is due."""
        if self.tras:
            raise _no_dice(texto, self.tras, self.desde)

    def _exigir(self, texto: str, ficha: Ficha) -> None:
        """Let pass NAMED or SILENT, or an IRI that is admitted."""
        if ficha.clase == "palabra" and ficha.texto.upper() == ("NAMED" if self.tras == "FROM" else "SILENT"):
            return
        iri = self.prologo.resolver(ficha)
        if iri is None:
            raise _no_dice(texto, self.tras, ficha.inicio)
        if iri not in (self.admitidos[self.tras] or ()):
            mensaje, remedio = _AJENOS[self.tras]
            raise ConsultaRechazada(mensaje.format(iri=iri[:200], lugar=lugar(texto, ficha.inicio)), remedio)
        self.tras = ""


def _no_dice(texto: str, palabra: str, posicion: int) -> ConsultaRechazada:
    return ConsultaRechazada(f"No se lee qué IRI nombra {palabra} en {lugar(texto, posicion)}.",
                             "Escriba el IRI entero, entre «<» y «>».")


def _revisar_tamano(texto: str) -> None:
    if len(texto) > MAXIMO_BYTES or len(texto.encode("utf-8", "surrogatepass")) > MAXIMO_BYTES:
        raise ConsultaRechazada(
            f"La consulta pasa de {MAXIMO_BYTES // 1024} kB.", "Acórtela, o pase los valores como parámetros."
        )


def nombra_grafos(texto: str) -> bool:
    """Return whether a query chooses its own graphs with FROM; raises `ConsultaRechazada` as `fichas` does."""
    return any("FROM" in _clave(ficha) for ficha in fichas(texto))


def _medidas(texto: str) -> Iterator[Ficha]:
    """Yield the tokens while depth, groups and operators stay within their limits."""
    hondura = grupos = operadores = 0
    for ficha in fichas(texto):
        if ficha.clase == "abre":
            hondura, grupos = hondura + 1, grupos + (ficha.texto == "{")
        elif ficha.clase == "cierra":
            hondura -= 1
        elif ficha.texto in _OPERADORES:
            operadores += 1
        if hondura > MAXIMO_ANIDAMIENTO or grupos > MAXIMO_GRUPOS or operadores > MAXIMO_OPERADORES:
            raise ConsultaRechazada(
                f"La consulta anida o encadena demasiado a partir de {lugar(texto, ficha.inicio)}.",
                f"El límite es {MAXIMO_ANIDAMIENTO} niveles, {MAXIMO_GRUPOS} grupos y {MAXIMO_OPERADORES} operadores.",
            )
        yield ficha


def _revisar_forma(texto: str, ficha: Ficha) -> None:
    """Refuse an update by its first keyword."""
    if ficha.texto.upper() in _ACTUALIZA:
        raise ConsultaRechazada(
            f"«{ficha.texto}» modifica datos ({lugar(texto, ficha.inicio)}); aquí solo se consulta.",
            "Use SELECT, ASK, CONSTRUCT o DESCRIBE.",
        )


def _clave(ficha: Ficha) -> str:
    """Return what an engine could read as a keyword in a token: a word, or a name up to its colon."""
    if ficha.clase == "palabra":
        return ficha.texto.upper()
    if ficha.clase == "nombre":
        return ficha.texto.partition(":")[0].upper()
    return ""
