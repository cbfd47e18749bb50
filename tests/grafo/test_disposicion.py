from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from redes_de_prueba import nodo, red_inventada, red_real

from grafo.red import Arista, RedDeAlineacion
from grafo.vista import VISTAS, Disposicion, disponer
from grafo.vista.detalle import iluminadas
from grafo.vista.escritura import codigos, numeros_en_tramos
from grafo.vista.geometria import altura_en, cruces, desbordes, encimadas, por_tarjetas
from grafo.vista.orden import ordenar, separar
from grafo.vista.piezas import Tarjeta
from grafo.vista.texto import ancho_de_texto, envolver, frases_distintivas


def sana(disposicion: Disposicion) -> None:
    assert encimadas(disposicion) == []
    assert por_tarjetas(disposicion) == []
    assert desbordes(disposicion) == []


def tarjeta(disposicion: Disposicion, iri: str) -> Tarjeta:
    return next(t for t in disposicion.tarjetas if t.iri == iri)


def test_el_programa_real_cabe_en_una_pantalla_con_pocos_cruces() -> None:
    disposicion = disponer(red_real())
    assert (disposicion.ancho, disposicion.alto) == (1400, 900)
    assert len(cruces(disposicion)) <= 25
    sana(disposicion)


def test_en_el_programa_real_estan_todas_las_tarjetas() -> None:
    clases = [t.clase for t in disponer(red_real()).tarjetas]
    cuenta = {c: clases.count(c) for c in dict.fromkeys(clases)}
    assert cuenta == {
        "norma": 12, "articulo": 4, "bloque": 1, "objetivo_estrategico": 1, "objetivo": 3, "estrategia": 7, "linea": 25,
        "hueco": 1, "alianza": 5, "evento": 6,
    }


@pytest.mark.parametrize("vista", VISTAS)
def test_cada_vista_del_programa_real_es_sana(vista: str) -> None:
    sana(disponer(red_real(), vista=vista))


def test_las_lineas_que_se_tratan_en_las_mismas_sesiones_llegan_a_ellas_por_un_solo_haz() -> None:
    disposicion = disponer(red_real(), vista="sesiones")
    assert len(cruces(disposicion)) <= 60
    assert {z.origen for z in disposicion.trazos if z.destino == "haz:urn:sesion/1"} == {
        "urn:linea/1.1.1", "urn:linea/2.1.1"}
    assert {z.destino for z in disposicion.trazos if z.origen.startswith("haz:urn:sesion/2 ")} == {
        f"urn:sesion/{n}" for n in "234"}
    rotulos = {t.renglones[0].texto for t in disposicion.tarjetas if t.clase == "haz"}
    assert rotulos == {"S1", "S2", "S2–4", "S1–4"}
    # without a line for each session: what is tied through the hubs is what the network says, no more and no less
    salidas = {t.iri: {z.destino for z in disposicion.trazos if z.origen == t.iri} for t in disposicion.tarjetas}
    dibujado = {(s, z.origen) for z in disposicion.trazos if z.destino.startswith("haz:") for s in salidas[z.destino]}
    assert dibujado == {(a.origen, a.destino) for a in disposicion.red.de_relacion("trata")}


def test_elegir_una_linea_enciende_su_haz_y_no_los_demas() -> None:
    luces = iluminadas(disponer(red_real(), vista="sesiones"))
    assert [x for x in luces["urn:linea/1.1.1"] if x.startswith("haz:")] == ["haz:urn:sesion/1"]
    assert set(luces["haz:urn:sesion/1"]) == {
        "haz:urn:sesion/1", "urn:sesion/1", "urn:linea/1.1.1", "urn:linea/2.1.1"}


def test_la_misma_red_da_el_mismo_dibujo() -> None:
    assert disponer(red_real()) == disponer(red_real())


def test_el_hueco_de_la_numeracion_se_muestra_antes_de_la_linea_que_sigue() -> None:
    disposicion = disponer(red_real())
    (hueco,) = disposicion.huecos
    assert "3.2.1" in hueco.titulo
    assert tarjeta(disposicion, "urn:linea/3.1.2").y < hueco.y < tarjeta(disposicion, "urn:linea/3.2.2").y


def test_las_lineas_siguen_el_orden_del_documento_aunque_lleguen_revueltas() -> None:
    red = red_real()
    disposicion = disponer(replace(red, nodos=red.nodos[::-1], aristas=red.aristas[::-1]))
    numeros = [t.nodo.numero for t in disposicion.tarjetas if t.clase == "linea" and t.nodo]
    assert numeros == sorted(numeros)


def test_los_articulos_de_un_bloque_se_juntan_en_un_nudo() -> None:
    trazos = disponer(red_real()).trazos
    entran = {z.origen for z in trazos if z.destino == "bloque:56–58"}
    assert entran == {"urn:articulo/56", "urn:articulo/57", "urn:articulo/58"}
    salen = {z.origen for z in trazos if z.destino.startswith("urn:objetivo/")}
    assert salen == {"bloque:56–58", "urn:articulo/59"}


def test_lo_que_concluye_una_regla_va_en_linea_discontinua_y_lo_dicho_en_continua() -> None:
    for trazo in disponer(red_real()).trazos:
        assert trazo.concluido == (trazo.relacion == "mandato")


def test_lo_comun_a_todas_las_lineas_se_dice_una_vez_y_no_se_dibuja() -> None:
    disposicion = disponer(red_real(), vista="direcciones")
    (aviso,) = disposicion.avisos
    assert "25 líneas" in aviso and "(SAI)" in aviso and "(DGGAT)" in aviso
    assert not any(z.destino in ("urn:unidad/SAI", "urn:unidad/DGGAT") for z in disposicion.trazos)


def test_la_linea_que_se_aparta_de_las_demas_lo_dice_en_su_tarjeta() -> None:
    red = red_real()
    sin = [a for a in red.aristas if (a.origen, a.destino) != ("urn:linea/1.1.1", "urn:unidad/DGGAT")]
    disposicion = disponer(replace(red, aristas=[*sin, Arista("urn:linea/1.1.1", "urn:unidad/DGAI", "responsable")]))
    textos = [f.texto for f in tarjeta(disposicion, "urn:linea/1.1.1").fichas]
    assert "DGAI" in textos and "sin DGGAT" in textos
    assert not any("DGGAT" in f.texto for f in tarjeta(disposicion, "urn:linea/1.1.2").fichas)


def test_las_fichas_de_una_linea_dicen_articulos_nivel_y_sesiones() -> None:
    fichas = tarjeta(disponer(red_real()), "urn:linea/1.1.4").fichas
    assert [(f.texto, f.simbolo) for f in fichas] == [
        ("SEG", "acto"), ("56–58", "expresa"), ("59", "expresa"), ("S1–4", ""),
    ]
    assert "por el bloque 56–58" in fichas[1].leyenda
    assert "bloque" not in fichas[2].leyenda


def test_una_norma_sin_articulos_queda_suelta_pero_no_desaparece() -> None:
    disposicion = disponer(red_real())
    sueltas = [t.iri for t in disposicion.tarjetas if t.clase == "norma" and t.suelta]
    assert len(sueltas) == 11 and "urn:norma/2" not in sueltas


def test_con_mas_alto_las_lineas_muestran_mas_texto() -> None:
    corta, larga = (tarjeta(disponer(red_real(), alto=a), "urn:linea/1.1.4") for a in (900, 1300))
    assert len(larga.renglones) > len(corta.renglones)
    sana(disponer(red_real(), alto=1300))


@pytest.mark.parametrize(("objetivos", "estrategias", "lineas", "eventos", "plana"), [
    (3, 9, 34, 0, False), (5, 20, 60, 12, True), (4, 16, 100, 30, True), (1, 1, 1, 1, False),
])
def test_otros_programas_se_disponen_igual_de_bien(
    objetivos: int, estrategias: int, lineas: int, eventos: int, plana: bool
) -> None:
    red = red_inventada(objetivos, estrategias, lineas, eventos=eventos, plana=plana)
    for vista in VISTAS:
        disposicion = disponer(red, vista=vista)
        sana(disposicion)
        assert disposicion.ancho == 1400


def test_una_numeracion_corrida_no_tiene_huecos() -> None:
    assert disponer(red_inventada(3, 9, 34, plana=True)).huecos == ()


def test_un_programa_de_cuatro_niveles_con_varios_ejes_enmarca_sus_objetivos() -> None:
    red = red_inventada(4, 8, 16)
    ejes = [nodo("objetivo_estrategico", str(i), f"Eje {i}") for i in (1, 2)]
    atados = [Arista(f"urn:objetivo/{o}", f"urn:objetivo_estrategico/{1 + (o > 2)}", "contribuye") for o in range(1, 5)]
    disposicion = disponer(replace(red, nodos=[*red.nodos, *ejes], aristas=[*red.aristas, *atados]))
    sana(disposicion)
    arriba, abajo = disposicion.marcos
    assert arriba.y + arriba.alto <= abajo.y


def test_una_linea_sin_estrategia_y_una_estrategia_sin_objetivo_se_dibujan() -> None:
    red = red_inventada(2, 3, 6)
    extra = [nodo("linea", "9.1", "Línea suelta"), nodo("estrategia", "9", "Sin objetivo")]
    extra.append(nodo("linea", "1.9", "Directa"))
    disposicion = disponer(replace(
        red, nodos=[*red.nodos, *extra], aristas=[*red.aristas, Arista("urn:objetivo/1", "urn:linea/1.9", "contiene")]
    ))
    sana(disposicion)
    assert tarjeta(disposicion, "urn:linea/9.1").suelta


def test_una_red_vacia_se_dispone() -> None:
    assert disponer(RedDeAlineacion([], [], "")).titulo == "Programa"


TEXTO = st.text(max_size=160)


@settings(max_examples=40, deadline=None)
@given(
    textos=st.lists(TEXTO, min_size=1, max_size=14),
    enlaces=st.lists(st.tuples(*[st.integers(0, 13)] * 3), max_size=20),
    vista=st.sampled_from(sorted(VISTAS)), numeros=st.lists(st.text("0123456789. ab", max_size=12), min_size=14),
)
def test_cualquier_red_se_dispone_sin_encimar_ni_desbordar(
    textos: list[str], enlaces: list[tuple[int, int, int]], vista: str, numeros: list[str]
) -> None:
    clases = ("norma", "articulo", "objetivo_estrategico", "objetivo", "estrategia", "linea", "linea", "alianza",
              "evento", "unidad", "sesion", "linea", "articulo", "estrategia")
    nodos = [replace(nodo(clases[i], numeros[i], t, verbo=t[:9]), iri=f"urn:{i}") for i, t in enumerate(textos)]
    relaciones = {
        ("articulo", "norma"): "es_parte_de", ("linea", "articulo"): "mandato", ("objetivo", "articulo"): "mandato",
        ("objetivo", "objetivo_estrategico"): "contribuye", ("objetivo", "estrategia"): "contiene",
        ("estrategia", "linea"): "contiene", ("objetivo", "linea"): "contiene", ("alianza", "linea"): "apoya",
        ("evento", "linea"): "apoya", ("linea", "unidad"): "responsable", ("objetivo", "unidad"): "responsable",
        ("sesion", "linea"): "trata",
    }
    aristas = []
    for a, b, bloque in enlaces:
        if a < len(nodos) and b < len(nodos) and (relacion := relaciones.get((clases[a], clases[b]))):
            nivel = "expresa" if relacion == "mandato" else None
            nombre = f"b{bloque % 3}" if relacion == "mandato" and bloque % 3 else ""
            aristas.append(Arista(f"urn:{a}", f"urn:{b}", relacion, nivel, bool(bloque % 2), nombre))
    red = RedDeAlineacion(nodos, aristas, textos[0])
    disposicion = disponer(red, vista=vista)
    sana(disposicion)
    assert disposicion == disponer(red, vista=vista)


def test_los_comprobadores_ven_lo_que_esta_mal() -> None:
    buena = disponer(red_real())
    uno, otro = buena.tarjetas[0], buena.tarjetas[40]
    assert encimadas(replace(buena, tarjetas=(uno, replace(uno, iri="urn:copia"))))
    assert desbordes(replace(buena, tarjetas=(replace(otro, ancho=40.0),)))
    largo = replace(buena.trazos[0], puntos=((0.0, uno.y + 5), (1400.0, uno.y + 5)))
    assert (largo, uno) in por_tarjetas(replace(buena, trazos=(largo,)))
    equis = tuple(replace(buena.trazos[0], puntos=p) for p in (((0.0, 0.0), (9.0, 9.0)), ((0.0, 9.0), (9.0, 0.0))))
    assert len(cruces(replace(buena, trazos=equis))) == 1


def test_un_trazo_sale_y_llega_horizontal() -> None:
    puntos = ((0.0, 0.0), (100.0, 40.0))
    assert altura_en(puntos, 50) == pytest.approx(20)
    assert altura_en(puntos, 1) < 0.1 and altura_en(puntos, 99) > 39.9


def test_el_orden_de_fuera_evita_los_cruces_evitables() -> None:
    assert ordenar(["a", "b", "c"], {"a": [9.0], "b": [1.0], "c": []}) == ["b", "a", "c"]


def test_separar_deja_cada_uno_cerca_de_su_deseo_sin_tocar_al_siguiente() -> None:
    assert separar([10, 10], [4, 4], 2, 0, 100) == [5, 11]
    assert separar([0, 99], [10, 10], 2, 0, 100) == [0, 90]


def test_el_texto_se_envuelve_sin_pasar_del_ancho_y_avisa_si_se_corta() -> None:
    filas = envolver("Promover el pleno ejercicio de los derechos " + "x" * 90, 100, 12, 4, sangria=40)
    assert ancho_de_texto(filas[0], 12) <= 60
    assert all(ancho_de_texto(f, 12) <= 100 for f in filas)
    assert filas[-1].endswith("…") and len(filas) == 4
    assert envolver("", 100, 12, 3) == ()


def test_las_frases_quitan_lo_que_muchas_lineas_comparten() -> None:
    propios = ("guías locales", "la métrica anual", "tres foros")
    textos = [f"Dar seguimiento a {propio} en materia de gobierno abierto" for propio in propios]
    assert frases_distintivas(textos, [True] * 3) == ("guías locales", "métrica anual", "tres foros")
    assert frases_distintivas(["Igual en todo"] * 3, [False] * 3) == ("Igual en todo",) * 3


def test_los_codigos_de_los_actos_se_distinguen() -> None:
    assert codigos(["seguimiento", "segunda vuelta", "validación"]) == {
        "seguimiento": "SEGUI", "segunda vuelta": "SEGUN", "validación": "VALID",
    }


def test_el_codigo_de_un_acto_de_varias_palabras_sale_de_la_que_dice_el_acto() -> None:
    assert codigos(["Dar seguimiento", "Tomar conocimiento", "Validar"]) == {
        "Dar seguimiento": "SEG", "Tomar conocimiento": "CON", "Validar": "VAL",
    }
    assert codigos(["Dar aviso", "Pedir aviso"]) == {"Dar aviso": "DAR", "Pedir aviso": "PED"}


def test_los_numeros_seguidos_se_pliegan() -> None:
    assert numeros_en_tramos(["56", "57", "58", "61", "24 Bis"]) == "56–58, 61, 24 Bis"
