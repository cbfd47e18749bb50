"""Citations of articles, the norms they resolve to, and the bridges by which a programme ties topics to articles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grafo.lectura.prosa import Parrafo, oracion_en, parrafos
from grafo.lectura.renglones import Hoja, pasaje_de
from grafo.modelo import ObjetivoEspecifico, Pasaje, Puente, ReferenciaLegal, Sigla, TemaDelPrograma
from ontologia.iris import ranura
from ontologia.recursos import NormaConocida, Tema

__all__ = ["Citada", "buscar_terminos", "como_temas", "expandir_articulos", "extraer_puentes", "extraer_referencias",
           "resolver_norma", "simple", "temas_del_documento"]

_NUMERO = r"\d{1,3}(?:\s?[oº°]\.?)?(?:[\s-]+(?:[Bb]is|[Tt]er|[Qq]u[aá]ter)\b)?(?:[\s-][A-F]\b(?!\s[a-z]))?"
_DETALLE = (r"(?:,?\s*(?:en\s+su\s+|en\s+sus\s+)?(?:p[aá]rrafos?|fracci[oó]n(?:es)?|incisos?|apartados?)\s+"
            r"(?:[IVXLC]+|[a-zA-Z]\)?|\d+|primero|segundo|tercero|cuarto|quinto|sexto|[uú]ltimo)\b\)?"
            r"(?:\s*(?:,|y|e|a|al|-)\s*(?:[IVXLC]+\b|[a-z]\)|primero|segundo|tercero|cuarto|quinto))*)*")
_ITEM = rf"{_NUMERO}{_DETALLE}"
_LISTA = rf"{_ITEM}(?:\s*(?:,\s*y|,|\by\b|\be\b|\ba\b|\bal\b|-|–)\s*(?:los?\s+|el\s+)?(?:art[ií]culos?\s+)?{_ITEM})*"
_CLASE = (r"(?:Ley|Constituci[oó]n|C[oó]digo|Reglamento|Estatuto|Lineamientos|Decreto|Acuerdo|Convenci[oó]n|Convenio|"
          r"Bando|Tratado|Declaraci[oó]n|Norma|Plan)")
_OTRA_NORMA = rf"(?:(?:de\s+)?(?:la|el|los|las|del)\s+)?(?:{_CLASE}|\d|art)"
_CONECTOR = rf"(?:de|del|la|las|los|el|en|para|a|por|al|sobre|e|y(?!\s+{_OTRA_NORMA}))"
_LEY = rf"(?:{_CLASE}(?:\s+(?:{_CONECTOR}\s+)*[A-ZÁÉÍÓÚÑ][\wáéíóúñ]*)*|[A-ZÁÉÍÓÚÑ]{{3,}}[A-Z0-9]*\b)"
_DE = r"\s*,?\s+(?:de\s+(?:la|las|los|el)|del|de)\s+(?:misma\s+|propia\s+|citada\s+|referida\s+)?"
_CITA = re.compile(
    rf"(?P<pos>\b[Ss]us\s+)?\b(?P<art>[Aa]rt[ií]culos?|[Aa]rts?\.|ART[IÍ]CULOS?)\s+"
    rf"(?P<lista>{_LISTA})(?:{_DE}(?P<ley>{_LEY}))?")
_OTRA = re.compile(
    r"\s*,?\s*(?:y|e|as[ií]\s+como)\s+(?:(?:el|los|en\s+los|en\s+el)\s+)?(?:art[ií]culos?\s+)?"
    rf"(?P<lista>{_LISTA}){_DE}(?P<ley>{_LEY})")
_NOMBRE = re.compile(_LEY)


_SIN_ACENTOS = {ord(c): unicodedata.normalize("NFD", c)[0] for c in map(chr, range(0xC0, 0x250)) if c.isalpha()}


@dataclass(frozen=True)
class Citada:
    """A citation where it stands: its paragraph, and its sentence with the quotation that this announces, if any."""

    referencia: ReferenciaLegal
    parrafo: Parrafo
    oracion: Pasaje


def simple(texto: str) -> str:
    """Return a text for comparison: no accents, lower case, single spaces, no punctuation at its end."""
    sin = unicodedata.normalize("NFKD", texto).encode("ascii", "ignore").decode().lower()
    return " ".join(sin.split()).strip(" .,;:")


def expandir_articulos(lista: str) -> tuple[str, ...]:
    """Return the article numbers that a list names: "56 a 58 y 60 Bis" → 56, 57, 58, 60 Bis; fractions are left out."""
    limpio = re.sub(_DETALLE, lambda m: " " if m.group().strip() else m.group(), lista)
    numeros: list[str] = []
    previo = ""
    for m in re.finditer(rf"(?P<union>\ba\b|\bal\b|-|–)?\s*(?P<n>{_NUMERO})", limpio):
        numero = re.sub(r"\s?[oº°]\.?", "", m["n"]).strip()
        numero = re.sub(r"[\s-]+", " ", numero)
        if m["union"] and previo.isdigit() and numero.isdigit() and int(previo) < int(numero) <= int(previo) + 100:
            numeros += [str(n) for n in range(int(previo) + 1, int(numero) + 1)]
        else:
            numeros.append(numero)
        previo = numeros[-1]
    return tuple(dict.fromkeys(numeros))


def resolver_norma(ley: str, siglas: Mapping[str, str], normas: Sequence[NormaConocida],
                   anio: int | None) -> str | None:
    """Return the key of the norm that a name means, or None.

    A name is a norm's title, one of its other names, or an acronym that the glossary spells out. Where laws of
    different dates bear one name, the one in force in the programme's year is meant.
    """
    nombres = {simple(ley), simple(siglas.get(ley, ley))}
    halladas = [n for n in normas if nombres & {simple(n.titulo), *map(simple, n.alternativos)}]
    if len(halladas) > 1 and anio:
        vigentes = [n for n in halladas
                    if (n.vigente_desde is None or n.vigente_desde.year <= anio)
                    and (n.vigente_hasta is None or n.vigente_hasta.year >= anio)]
        halladas = vigentes or halladas
    return halladas[0].clave if halladas else None


def extraer_referencias(hoja: Hoja, inicio: int, fin: int, siglas: Sequence[Sigla], normas: Sequence[NormaConocida],
                        anio: int | None) -> list[Citada]:
    """Return the citations of articles in a stretch.

    A citation names its law behind the articles, or before them in the same sentence ("… la LGTAIP … sus artículos").
    Without a law it is none: an organisation may be called "Artículo 19".
    """
    glosario = {s.sigla: s.definicion.texto for s in siglas}
    resultado = []
    todos = parrafos(hoja, inicio, fin)
    for parrafo, siguiente in zip(todos, [*todos[1:], None], strict=True):
        for lista, ley, a, b in _citas(parrafo, glosario, normas):
            norma = resolver_norma(ley, glosario, normas, anio)
            referencia = ReferenciaLegal(expandir_articulos(lista), ley, norma, parrafo.plegado.pasaje(a, b))
            resultado.append(Citada(referencia, parrafo, _con_cita_literal(oracion_en(parrafo, a), siguiente)))
    return resultado


def _con_cita_literal(oracion: Pasaje, siguiente: Parrafo | None) -> Pasaje:
    """Return a sentence with the quotation below it, when it ends in a colon and the next paragraph opens one."""
    if siguiente is None or not oracion.texto.endswith(":") or siguiente.texto[0] not in "“\"«":
        return oracion
    literal = siguiente.plegado.pasaje(0, len(siguiente.texto))
    return Pasaje(f"{oracion.texto} {literal.texto}", oracion.tramos + literal.tramos)


def _citas(parrafo: Parrafo, glosario: Mapping[str, str],
           normas: Sequence[NormaConocida]) -> list[tuple[str, str, int, int]]:
    """Return (list of articles, law, start, end) for each citation in a paragraph."""
    texto = parrafo.texto
    halladas = []
    fin = 0
    for m in _CITA.finditer(texto):
        if m.start() < fin:
            continue
        ley = m["ley"] or _ley_anterior(texto[max(0, m.start() - 600):m.start()], glosario, normas)
        if not ley or (m["ley"] and not _es_ley(ley, glosario, normas)):
            continue
        halladas.append((m["lista"], ley, m.start("art"), m.end()))
        fin = m.end()
        while otra := _OTRA.match(texto, fin):
            halladas.append((otra["lista"], otra["ley"], otra.start("lista"), otra.end()))
            fin = otra.end()
    return halladas


def _es_ley(nombre: str, glosario: Mapping[str, str], normas: Sequence[NormaConocida]) -> bool:
    """Tell whether a name can be a norm's: it opens with a kind of norm, or is an acronym of one."""
    completo = glosario.get(nombre, nombre)
    conocidos = {simple(x) for n in normas for x in (n.titulo, *n.alternativos)}
    return bool(re.match(_CLASE, completo)) or simple(nombre) in conocidos or nombre.startswith("L")


def _ley_anterior(antes: str, glosario: Mapping[str, str], normas: Sequence[NormaConocida]) -> str | None:
    """Return the law named last in the same sentence, before a citation that names none."""
    oracion = re.split(r"\.\s+(?=[A-ZÁÉÍÓÚÑ])", antes)[-1]
    nombres = [m.group() for m in _NOMBRE.finditer(oracion) if _es_ley(m.group(), glosario, normas)]
    return nombres[-1] if nombres else None


def buscar_terminos(texto: str, tema: Tema) -> list[tuple[int, int]]:
    """Return where the terms of a topic stand in a folded text, whatever their case and accents."""
    plano = _plano(texto)
    resultado = []
    for termino in tema.terminos:
        patron = rf"(?<!\w){re.escape(_plano(termino))}(?!\w)"
        resultado += [m.span() for m in re.finditer(patron, plano)]
    return sorted(resultado)


def _plano(texto: str) -> str:
    """Return the text without accents and in lower case, character for character."""
    return texto.translate(_SIN_ACENTOS).lower()


def temas_del_documento(hoja: Hoja, citadas: Sequence[Citada],
                        conocidos: Sequence[Tema]) -> tuple[TemaDelPrograma, ...]:
    """Return the topics that headings set: those in capitals under which articles are cited and no known topic stands.

    Headings that only name a part of the document ("MARCO JURÍDICO") set none.
    """
    vacias = {simple(p) for p in hoja.perfil.palabras["encabezados_sin_tema"]}
    temas: dict[str, TemaDelPrograma] = {}
    for citada in citadas:
        bajo, texto = citada.parrafo.bajo, citada.parrafo.encabezado.strip(" .:")
        if bajo is None or any(buscar_terminos(texto, t) for t in conocidos) or len(texto.split()) > 6:
            continue
        if not any(simple(texto).startswith(v) for v in vacias):
            temas.setdefault(ranura(texto), TemaDelPrograma(ranura(texto), pasaje_de(hoja.documento, [bajo])))
    return tuple(temas.values())


def como_temas(hallados: Sequence[TemaDelPrograma]) -> tuple[Tema, ...]:
    """Return topics that a document sets in the form of the known ones; the heading's words are the only term."""
    return tuple(Tema(t.clave, texto, texto, (texto,)) for t in hallados
                 for texto in [t.pasaje.texto.strip(" .:").lower()])


def extraer_puentes(citadas: Sequence[Citada], temas: Sequence[Tema],
                    objetivos: Sequence[tuple[ObjetivoEspecifico, int, int]],
                    lineas: Sequence[tuple[int, int]]) -> tuple[Puente, ...]:
    """Return the bridges: what topics each citation is tied to.

    The topic is the one that the heading names; without such a heading, the one whose terms stand in the paragraph.
    A paragraph with several topics (a presentation) ties the articles to the programme as a whole. A citation inside
    the stretch of an objective is a bridge for that objective's lines; one inside a line is that line's own.
    """
    puentes = []
    de_parrafo: dict[int, list[str]] = {}
    for citada in citadas:
        lugar = citada.referencia.pasaje.tramos[0].inicio
        if any(a <= lugar < b for a, b in lineas):
            continue
        objetivo = next((o.numero for o, a, b in objetivos if a <= lugar < b), None)
        if id(citada.parrafo) not in de_parrafo:
            de_parrafo[id(citada.parrafo)] = _temas_de(citada.parrafo, temas)
        hallados = de_parrafo[id(citada.parrafo)]
        claves = tuple(hallados) if len(hallados) == 1 and objetivo is None else ()
        puentes.append(Puente(claves, citada.referencia, citada.oracion, objetivo))
    return tuple(puentes)


def _temas_de(parrafo: Parrafo, temas: Sequence[Tema]) -> list[str]:
    """Return the topics of a paragraph: the one that its heading names, else those whose terms stand in it."""
    del_encabezado = [t.clave for t in temas if buscar_terminos(parrafo.encabezado, t)]
    return del_encabezado if len(del_encabezado) == 1 else [
        t.clave for t in temas if buscar_terminos(parrafo.texto, t)]
