"""The calendar: one time line of sessions and events, and its form for calendar programs (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from consultas import Termino

__all__ = ["Cita", "a_ics", "citas"]

Fila = Mapping[str, Termino | None]


@dataclass(frozen=True)
class Cita:
    """A session or an event; `fin` is the last day. `asuntos` are (modality, IRI, text), `lineas` numbers."""

    iri: str
    clase: str
    numero: str
    inicio: date | None
    fin: date | None
    palabras: str
    titulo: str
    proposito: str
    asuntos: tuple[tuple[str, str, str], ...]
    lineas: tuple[str, ...]

    @property
    def probable(self) -> bool:
        """Whether the document gives a span of days in which it is expected, not a day."""
        return self.clase == "evento"


def citas(calendario: Iterable[Fila], agenda: Iterable[Fila], eventos: Iterable[Fila],
          seguimiento: Iterable[Fila]) -> tuple[Cita, ...]:
    """Return what the calendar holds, in order of its days; events without days at the end."""
    asuntos: dict[str, list[tuple[str, str, str]]] = {}
    numeros: dict[str, str] = {}
    for f in agenda:
        asuntos.setdefault(str(f["sesion"]), []).append((str(f["modalidad"]), str(f["asunto"]), str(f["texto"])))
        numeros[str(f["numero"])] = str(f["sesion"])
    lineas: dict[str, dict[str, None]] = {}
    for f in seguimiento:
        lineas.setdefault(numeros.get(str(f["sesion"]), ""), {})[str(f["numero"])] = None
    fichas: dict[str, Fila] = {}
    for f in eventos:
        fichas.setdefault(str(f["evento"]), f)
        if f.get("linea") is not None:
            lineas.setdefault(str(f["evento"]), {})[str(f["linea"])] = None
    hechas = {c.iri: c for c in (_cita(f, fichas, asuntos, lineas) for f in calendario)}
    sueltos = (_suelta(f, lineas) for iri, f in fichas.items() if iri not in hechas)
    return (*hechas.values(), *sueltos)


def _cita(f: Fila, fichas: Mapping[str, Fila], asuntos: Mapping[str, Sequence[tuple[str, str, str]]],
          lineas: Mapping[str, Iterable[str]]) -> Cita:
    iri = str(f["elemento"])
    return Cita(iri, str(f["clase"]), str(f["numero"]), date.fromisoformat(str(f["inicio"])),
                date.fromisoformat(str(f["fin"])), _o(f, "fechaTexto"), str(f["texto"]),
                _o(fichas.get(iri, {}), "proposito"), tuple(asuntos.get(iri, ())), tuple(lineas.get(iri, ())))


def _suelta(f: Fila, lineas: Mapping[str, Iterable[str]]) -> Cita:
    iri = str(f["evento"])
    return Cita(iri, "evento", str(f["numero"]), None, None, _o(f, "fechaTexto"), str(f["nombre"]),
                _o(f, "proposito"), (), tuple(lineas.get(iri, ())))


def a_ics(nombre: str, elementos: Iterable[Cita], ahora: datetime | None = None) -> bytes:
    """Return the calendar as iCalendar: lines of at most 75 octets, text escaped, days without hours.

    An event of the programme is tentative: its days are the span in which the document expects it.
    """
    sello = (ahora or datetime.now(UTC)).strftime("%Y%m%dT%H%M%SZ")
    renglones = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Alinea//Alinea//ES", "CALSCALE:GREGORIAN",
                 f"X-WR-CALNAME:{_texto(nombre)}"]
    for cita in elementos:
        if cita.inicio is not None and cita.fin is not None:
            renglones += _evento(cita, cita.inicio, cita.fin, sello)
    renglones.append("END:VCALENDAR")
    return b"".join(parte for r in renglones for parte in _doblar(r))


def _evento(cita: Cita, inicio: date, fin: date, sello: str) -> Iterator[str]:
    lineas = f"Líneas de acción: {', '.join(cita.lineas)}" if cita.lineas else ""
    cuerpo = [cita.palabras, cita.proposito, *(f"- {texto}" for _, _, texto in cita.asuntos), lineas]
    yield "BEGIN:VEVENT"
    yield f"UID:{_texto(cita.iri)}"
    yield f"DTSTAMP:{sello}"
    yield f"DTSTART;VALUE=DATE:{inicio:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{fin + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_texto(cita.titulo)}"
    yield f"DESCRIPTION:{_texto(chr(10).join(x for x in cuerpo if x))}"
    yield f"STATUS:{'TENTATIVE' if cita.probable else 'CONFIRMED'}"
    yield f"CATEGORIES:{cita.clase.upper()}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _texto(texto: str) -> str:
    """Return a TEXT value: escaped, without control characters."""
    limpio = "".join(c for c in texto.replace("\r\n", "\n").replace("\r", "\n") if c == "\n" or c >= " ")
    return limpio.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _doblar(renglon: str) -> Iterator[bytes]:
    """Yield a content line folded at 75 octets, never inside a character."""
    parte = b""
    for caracter in renglon:
        octetos = caracter.encode()
        if len(parte) + len(octetos) > 75:
            yield parte + b"\r\n"
            parte = b" "
        parte += octetos
    yield parte + b"\r\n"


def _o(fila: Fila, clave: str) -> str:
    valor = fila.get(clave)
    return "" if valor is None else str(valor)
