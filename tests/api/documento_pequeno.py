"""A programme of two lines, as the text of a PDF: quick to read, validate and publish. The words are nobody's."""

CLAVE = "instituto-nacional-de-transparencia-programa-anual-de-la-comision-permanente-de-archiv-2018"

DOCUMENTO = """\
 Programa Anual de la Comisión Permanente de

Archivos 2018

De conformidad con el artículo 59 de la Ley General de Transparencia y Acceso a la Información Pública, el

gobierno abierto.
 INAI Instituto Nacional de Transparencia
 Marco Normativo e instrumentos a los que se encuentra alineado el Programa Anual de Trabajo de la
Comisión

No. Disposición

1 Ley General de Transparencia y Acceso a la Información Pública



I. Marco Normativo
 Gobierno Abierto

El gobierno abierto se funda en el artículo 59 de la Ley General de Transparencia y Acceso a la Información

Pública.


II. Diagnóstico
 Objetivo 1: Promover la apertura del archivo público.

La comisión dará seguimiento a las tareas que se describen, con atención a los resultados que se obtengan a lo

largo del ejercicio y a las necesidades de las instituciones.

Estrategia 1.1. Abrir el archivo a quien lo pida.

Líneas de Acción
Secretaría

encargada del
Seguimiento

Dirección General
Responsable

1.1.1. Publicar el inventario del archivo.

SDP DGNC

1.1.2. Impulsar políticas de Gobierno Abierto en los
municipios.

SDP DGNC



III. Objetivos, estrategias y

líneas de acción
 Alineación de los Objetivos del Programa Anual de Trabajo
a los Objetivos Estratégicos del Instituto



Objetivo Estratégico
Objetivo Específico del programa

anual de trabajo
Direcciones Generales participantes del
Instituto

Objetivo 1: Garantizar el óptimo
cumplimiento de los derechos.

Objetivo 1. Promover la apertura del
archivo público.



IV. Alineación de los

Objetivos del Programa
""".encode()
