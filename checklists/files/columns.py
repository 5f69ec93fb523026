"""The columns of a file of assessments: one row is one item of one assessment."""

from typing import Final

from django.utils.translation import gettext_lazy

from organisations.files.columns import Column
from organisations.files.placing import ORGANISATION, UNIT

NOT_APPLICABLE: Final = "ej tillämpligt"

COLUMNS: Final = (
    Column(
        ORGANISATION,
        gettext_lazy(
            "Organisationens kod, till exempel kommunkoden. Saknas kod: sista delen av sidans adress."
        ),
        "0180",
        is_code=True,
    ),
    Column(
        UNIT,
        gettext_lazy("Nämnden eller förvaltningen, när det är den som har skattat. Annars tomt."),
        "Skolnämnden",
        required=False,
        width=26,
    ),
    Column(
        "checklista",
        gettext_lazy("Checklistans namn eller nyckel."),
        "skr-jamstalldhetsintegrering",
        width=30,
    ),
    Column("version", gettext_lazy("Checklistans version."), "2018", width=10, is_code=True),
    Column("tillfalle", gettext_lazy("Tillfällets namn."), "Inför träff 1", width=26),
    Column("datum", gettext_lazy("Tillfällets datum: år-månad-dag."), "2027-03-15", width=12),
    Column("moment", gettext_lazy("Momentets nummer. Varje moment har en egen rad."), "1", width=10),
    Column(
        "varde",
        gettext_lazy("Ett steg i skalan, eller ”ej tillämpligt” där checklistan har det."),
        "2",
    ),
    Column(
        "kommentar",
        gettext_lazy("Varför det blev så. Kan vara tom."),
        "Beslut i fullmäktige i juni",
        several_lines=True,
        width=60,
    ),
    Column(
        "pa_vag",
        gettext_lazy("Är ni på väg mot nästa nivå? Tomt eller ”nej”, ”ja”, eller det ni är på väg med."),
        "Mall för ärenden prövas i två nämnder",
        required=False,
        width=40,
    ),
)
NAMES: Final = tuple(column.name for column in COLUMNS)
