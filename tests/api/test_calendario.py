from __future__ import annotations

import re
from datetime import UTC, date, datetime

from starlette.testclient import TestClient

from api.calendario import Cita, a_ics

AHORA = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def _desdoblar(crudo: bytes) -> list[str]:
    return crudo.decode().replace("\r\n ", "").split("\r\n")


def test_el_calendario_es_icalendar_con_renglones_de_75_octetos(cliente: TestClient) -> None:
    respuesta = cliente.get("/calendario.ics")
    assert respuesta.headers["content-type"] == "text/calendar; charset=utf-8"
    assert b"\n" not in respuesta.content.replace(b"\r\n", b"")
    assert max(map(len, respuesta.content.split(b"\r\n"))) <= 75
    renglones = _desdoblar(respuesta.content)
    assert (renglones[0], renglones[-2]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert renglones.count("BEGIN:VEVENT") == renglones.count("END:VEVENT")
    uids = [r for r in renglones if r.startswith("UID:")]
    assert len(uids) == len(set(uids)) == renglones.count("BEGIN:VEVENT")


def test_las_cuatro_sesiones_estan_en_su_dia(cliente: TestClient) -> None:
    texto = "\n".join(_desdoblar(cliente.get("/calendario.ics").content))
    sesiones = [e for e in texto.split("BEGIN:VEVENT")[1:] if "CATEGORIES:SESION" in e]
    dias = [re.search(r"DTSTART;VALUE=DATE:(\d+)", e).group(1) for e in sesiones]  # type: ignore[union-attr]
    assert dias == ["20170314", "20170630", "20170929", "20171215"]


def test_un_evento_de_todo_marzo_termina_al_empezar_abril_y_es_tentativo(cliente: TestClient) -> None:
    texto = "\n".join(_desdoblar(cliente.get("/calendario.ics").content))
    evento = next(e for e in texto.split("BEGIN:VEVENT") if "/evento/3" in e)
    assert "DTSTART;VALUE=DATE:20170301" in evento
    assert "DTEND;VALUE=DATE:20170401" in evento
    assert "STATUS:TENTATIVE" in evento


def test_las_comas_saltos_y_letras_largas_no_rompen_el_calendario() -> None:
    malo = Cita(
        "urn:x",
        "evento",
        "1",
        date(2017, 3, 1),
        date(2017, 3, 1),
        "a;b,c\\d\x00\x07",
        "línea\r\nEND:VCALENDAR\n" + "ñ" * 99,
        "",
        (),
        (),
    )
    crudo = a_ics("x", [malo], AHORA)
    assert max(map(len, crudo.split(b"\r\n"))) <= 75
    renglones = _desdoblar(crudo)
    assert renglones.count("END:VCALENDAR") == 1
    assert f"SUMMARY:línea\\nEND:VCALENDAR\\n{'ñ' * 99}" in renglones
    assert r"DESCRIPTION:a\;b\,c\\d" in renglones
    assert "DTSTAMP:20260102T030405Z" in renglones


def test_la_pagina_lleva_de_cada_sesion_a_sus_lineas(cliente: TestClient) -> None:
    html = cliente.get("/calendario").text
    assert html.index("14 de marzo de 2017") < html.index("30 de junio de 2017") < html.index("15 de diciembre de 2017")
    assert "/programa/inai-cpgat-2017/linea/2.2.5" in html
