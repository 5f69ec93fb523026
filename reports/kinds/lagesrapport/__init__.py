"""The status report of an organisation: page 1 for those who govern, then what lies behind it."""

from django.utils.translation import gettext_lazy as _

from reports.kinds.kind import ReportKind
from reports.kinds.lagesrapport.collect import collect, scopes
from reports.kinds.lagesrapport.pages import context

KIND = ReportKind(
    key="lagesrapport",
    name=_("Lägesrapport"),
    scope_option="--organisation",
    scopes=scopes,
    collect=collect,
    template="reports/print/lagesrapport.html",
    template_files=(
        "templates/reports/print/base.html",
        "templates/reports/print/lagesrapport*.html",
        "templates/figures/print*.html",
        "reports/kinds/lagesrapport/*.py",
        "reports/findings.py",
        "checklists/movement.py",
        "checklists/rounds.py",
        "checklists/wording.py",
        "figures/*.py",
        "locale/*/LC_MESSAGES/*.po",
    ),
    context=context,
)
