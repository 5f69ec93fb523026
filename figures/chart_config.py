"""How every chart behaves in the browser. Apart from what draws them, since that takes long to load."""

from typing import Any, Final

CONFIG: Final[dict[str, Any]] = {
    "displayModeBar": False,
    "displaylogo": False,
    "responsive": True,
    "showTips": False,
    "doubleClick": False,
    "scrollZoom": False,
    "editable": False,
    "showLink": False,
    "showSendToCloud": False,
    "showEditInChartStudio": False,
    "sendData": False,
    "plotlyServerURL": "",
    "locale": "sv",
}
