"""Made-up programmes with known numbers of each defect, as documents or as triples; one seed, the same bytes.

Usage: python bench/generar.py --cuantos 100 --semilla 7 -o FOLDER            documents, each with its expectation
       python bench/generar.py --cuantos 100 --semilla 7 --tripletas -o F.nq  N-Quads, through the product's builder

The pages are laid out by the writer of the tests (`tests/grafo/documentos_de_prueba.py`), the way a PDF's text looks.
What is expected is worked out here while a programme is made up, never by reading it.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "grafo"))

from documentos_de_prueba import Alianza, Estrategia, Evento, Ficha, Linea, Objetivo, Sesion, escribir

from bench.vocablos import COSAS, DIRECCIONES, FINES, INSTITUCIONES, MATERIAS, MESES, OCIOSAS, SOCIOS, VERBOS

__all__ = ["Esperado", "documento", "lote", "principal"]

_ANIOS = 25
_SIN_DEFINIR = ("ZQRT", "WXKV", "JHGF")
_TEMA = "de gobierno abierto"


@dataclass(frozen=True)
class Esperado:
    """What a document holds: numbers of its lines, those that speak of the topic, how many findings of each kind."""

    clase: str
    anio: int
    lineas: tuple[str, ...]
    expresas: tuple[str, ...]
    hallazgos: dict[str, int]


class _Plan:
    """A programme while it is made up, with the count of what was planted."""

    def __init__(self, semilla: int, numero: int) -> None:
        self.azar = random.Random(f"{semilla}/{numero}")
        grupo, anio = divmod(numero, _ANIOS)
        self.anio = 2000 + anio
        self.sigla = "CP" + "".join(chr(65 + grupo // 26 ** lugar % 26) for lugar in (2, 1, 0))
        self.materia = MATERIAS[grupo % len(MATERIAS)]
        self.secretarias = INSTITUCIONES[grupo % len(INSTITUCIONES)]
        self.cuenta: Counter[str] = Counter({"titulo-despues-del-contenido": 1, "sigla-no-usada": 1})
        self.expresas: list[str] = []
        self._frases = [f"{v} {c} {f}" for v in VERBOS for c in COSAS for f in FINES]
        self.azar.shuffle(self._frases)

    def frase(self) -> str:
        """Return a sentence that no other item of the programme has."""
        return self._frases.pop()

    def planta(self, tipo: str, hasta: int = 2) -> int:
        """Decide how many defects of a kind there are (half of the times none), and count them."""
        veces = self.azar.randint(1, hasta) if self.azar.random() < 0.5 else 0
        self.cuenta[tipo] += veces
        return veces


def documento(semilla: int, numero: int) -> tuple[str, Esperado]:
    """Return the text of the n-th document of a seed, and what is to be found in it."""
    plan = _Plan(semilla, numero)
    objetivos = _objetivos(plan)
    lineas = tuple(x.numero for o in objetivos for e in o.estrategias for x in e.lineas)
    alianzas, eventos = _alianzas(plan, lineas), _eventos(plan, lineas)
    servidas = {n for a in alianzas for n in a.lineas} | {n for e in eventos for n in e.lineas}
    plan.cuenta["linea-sin-alianza-ni-evento"] = len(set(lineas) - servidas)
    objetivos = _siglas_sin_definir(plan, objetivos)
    ficha = Ficha(
        titulo=f"Programa Anual de Trabajo de la Comisión Permanente de {plan.materia} {plan.anio}",
        presentacion="Este programa reúne las tareas de la comisión para el ejercicio. " * 3,
        siglas=_glosario(plan, objetivos), normas=("Ley General de Transparencia y Acceso a la Información Pública",),
        diagnostico=(("GOBIERNO ABIERTO", _diagnostico(plan)),),
        estrategicos=(("1", "Garantizar los derechos de acceso."), ("2", "Promover la apertura en todo el país.")),
        objetivos=_tabla(plan, objetivos), sesiones=_sesiones(plan), alianzas=alianzas, eventos=eventos)
    plan.cuenta["parrafo-repetido"] = int(len(objetivos) > 1)  # the writer opens each with the same one
    plan.cuenta["linea-sin-mandato"] = len(lineas) - len(plan.expresas)
    plan.cuenta["articulo-sin-lineas"] = 0 if plan.expresas else 1
    hallazgos = {tipo: veces for tipo, veces in sorted(plan.cuenta.items()) if veces}
    return escribir(ficha), Esperado(plan.sigla, plan.anio, lineas, tuple(plan.expresas), hallazgos)


def _objetivos(plan: _Plan) -> tuple[Objetivo, ...]:
    objetivos = []
    for o in range(1, plan.azar.randint(1, 2) + 1):
        estrategias = []
        for e in range(1, plan.azar.randint(1, 3) + 1):
            numeros = list(range(1, plan.azar.randint(3, 7) + 1))
            if plan.azar.random() < 0.3:
                numeros.remove(plan.azar.choice(numeros[:-1]))
                plan.cuenta["numeracion-con-hueco"] += 1
            lineas = tuple(_linea(plan, f"{o}.{e}.{n}") for n in numeros)
            estrategias.append(Estrategia(f"{o}.{e}", plan.frase() + ".", lineas))
        objetivos.append(Objetivo(str(o), plan.frase() + ".", tuple(estrategias), plan.azar.choice("12")))
    return tuple(objetivos)


def _linea(plan: _Plan, numero: str) -> Linea:
    texto = plan.frase()
    if plan.azar.random() < 0.4:
        texto += f" {_TEMA}"
        plan.expresas.append(numero)
    return Linea(numero, f"{texto}.", plan.azar.choice(plan.secretarias)[0], plan.azar.choice(DIRECCIONES[:4])[0])


def _siglas_sin_definir(plan: _Plan, objetivos: tuple[Objetivo, ...]) -> tuple[Objetivo, ...]:
    """Return the objectives with an acronym that nothing explains in the first ones' texts."""
    nuevas = _SIN_DEFINIR[:min(plan.azar.randint(0, 2), len(objetivos))]
    plan.cuenta["sigla-no-definida"] = len(nuevas)
    con = [replace(o, texto=f"{o.texto[:-1]} con {s}.") for o, s in zip(objetivos, nuevas, strict=False)]
    return (*con, *objetivos[len(con):])


def _tabla(plan: _Plan, objetivos: tuple[Objetivo, ...]) -> tuple[Objetivo, ...]:
    """Return the objectives with their rows of the alignment table: who answers for lines, but for what is planted."""
    nombres = dict(DIRECCIONES)
    filas = []
    for o in objetivos:
        suyas = sorted({x.direccion for e in o.estrategias for x in e.lineas})
        if len(suyas) > 2 and plan.azar.random() < 0.3:
            suyas.remove(plan.azar.choice(suyas))
            plan.cuenta["responsable-fuera-de-la-tabla"] += 1
        if o.numero == "1" and plan.planta("unidad-que-ninguna-linea-nombra", 1):
            suyas.append(DIRECCIONES[5][0])
        filas.append(replace(o, direcciones=tuple(nombres[s] for s in suyas)))
    return tuple(filas)


def _glosario(plan: _Plan, objetivos: tuple[Objetivo, ...]) -> tuple[tuple[str, str], ...]:
    """Return the acronyms; those that a programme does not use are counted, its own among them."""
    usadas = {s for o in objetivos for e in o.estrategias for x in e.lineas for s in (x.secretaria, x.direccion)}
    unidades = (*plan.secretarias, *DIRECCIONES[:4])
    plan.cuenta["sigla-no-usada"] += sum(s not in usadas for s, _ in unidades)
    comision = (plan.sigla, f"Comisión Permanente de {plan.materia}")
    return (comision, *unidades, *OCIOSAS[:plan.planta("sigla-no-usada", 3)])


def _diagnostico(plan: _Plan) -> str:
    partes = ["El gobierno abierto se sustenta en el artículo 59 de la Ley General de Transparencia y Acceso a la "
              "Información Pública, y es una tarea de todas las oficinas."]
    if plan.planta("cifras-que-no-suman", 1):
        partes.append("Según la Encuesta de Oficinas, participaron las del norte (12 oficinas) y las del sur "
                      "(15 oficinas). Esto es, en total, 30 oficinas.")
    return " ".join(partes)


def _sesiones(plan: _Plan) -> tuple[Sesion, ...]:
    """Four sessions; the first, in March, approves the programme."""
    dias = [f"14 de marzo de {plan.anio}", f"20 de junio de {plan.anio}", f"19 de septiembre de {plan.anio}",
            f"12 de diciembre de {plan.anio}"]
    if plan.planta("sesiones-desordenadas", 1):
        dias[1], dias[2] = dias[2], dias[1]
    repetido = plan.planta("asunto-en-conocimiento-y-aprobacion", 1)
    sesiones = []
    for n, dia in enumerate(dias, 1):
        conocidos = [plan.frase().partition(" a ")[0].lower() + f" del trimestre {n}"]
        aprobados = ["Programa Anual de Trabajo"] if n == 1 else [f"informe del trimestre {n}"]
        if repetido and n == 2:
            aprobados.append(conocidos[0])
        sesiones.append(Sesion(str(n), dia, (("Toma conocimiento de:", tuple(conocidos)),
                                             ("Aprobación de:", tuple(aprobados)))))
    return tuple(sesiones)


def _alianzas(plan: _Plan, lineas: tuple[str, ...]) -> tuple[Alianza, ...]:
    alianzas = []
    for n in range(1, plan.azar.randint(1, 3) + 1):
        citadas = plan.azar.sample(lineas, 1)
        if plan.planta("linea-inexistente", 1):
            citadas = [f"9.9.{n}"]
        convenio = "Sí" if plan.planta("convenio-sin-estado", 1) else "No"
        alianzas.append(Alianza(str(n), (SOCIOS[n - 1],), plan.frase() + ".", convenio, tuple(citadas)))
    return tuple(alianzas)


def _eventos(plan: _Plan, lineas: tuple[str, ...]) -> tuple[Evento, ...]:
    eventos = []
    for n in range(1, plan.azar.randint(1, 5) + 1):
        antes = plan.planta("evento-antes-de-la-aprobacion", 1)
        mes = plan.azar.choice(MESES[:2] if antes else MESES[3:])
        dia = f"{plan.azar.randint(1, 28)} de {mes.capitalize()}"
        plan.cuenta["evento-sin-anio"] += 1
        citadas = plan.azar.sample(lineas, min(len(lineas), plan.azar.randint(1, 2)))
        eventos.append(Evento(str(n), f"Jornada de {COSAS[n].partition(' ')[2]}", plan.frase() + ".",
                              tuple(sorted(citadas)), dia))
    return tuple(eventos)


def lote(semilla: int, cuantos: int) -> Iterator[tuple[str, str, Esperado]]:
    """Yield name, text and expectation of each document."""
    for numero in range(cuantos):
        texto, esperado = documento(semilla, numero)
        yield f"programa-{numero:06}", texto, esperado


def _en_documentos(semilla: int, cuantos: int, carpeta: Path) -> None:
    carpeta.mkdir(parents=True, exist_ok=True)
    for nombre, texto, esperado in lote(semilla, cuantos):
        (carpeta / f"{nombre}.txt").write_text(texto, encoding="utf-8")
        (carpeta / f"{nombre}.esperado.json").write_text(
            json.dumps(asdict(esperado), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _en_tripletas(semilla: int, cuantos: int, salida: Path) -> None:
    """Write N-Quads: a few documents are read, and their models stand for all programmes, each under its own key."""
    from rdflib.compare import to_canonical_graph

    from grafo.almacen.ntriples import a_ntriples
    from grafo.almacen.ordenes import en_cuadruplas
    from grafo.construccion import grafos_comunes, leer_bytes, ternas_de
    from ontologia.iris import Acunador

    acunador = Acunador()
    modelos = [leer_bytes(texto.encode(), f"{nombre}.txt") for nombre, texto, _ in lote(semilla, min(cuantos, 40))]
    with salida.open("wb") as archivo:
        for iri, grafo in grafos_comunes(acunador).items():
            renglones = a_ntriples(to_canonical_graph(grafo)).splitlines(keepends=True)
            archivo.write(en_cuadruplas({iri: b"".join(sorted(renglones))}))
        for numero in range(cuantos):
            modelo = modelos[numero % len(modelos)]
            propio = replace(modelo, programa=replace(modelo.programa, clave=f"generado-{numero:06}"))
            archivo.write(en_cuadruplas({iri: a_ntriples(t) for iri, t in ternas_de(propio, acunador).items()}))


def principal() -> None:
    """Write what the command line asks for."""
    opciones = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    opciones.add_argument("--cuantos", type=int, default=100)
    opciones.add_argument("--semilla", type=int, default=7)
    opciones.add_argument("--tripletas", action="store_true")
    opciones.add_argument("-o", "--salida", type=Path, required=True)
    dados = opciones.parse_args()
    (_en_tripletas if dados.tripletas else _en_documentos)(dados.semilla, dados.cuantos, dados.salida)


if __name__ == "__main__":
    principal()
