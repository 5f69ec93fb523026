"""How a survey's answers are protected, told from its own settings, what can't be protected included."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from figures import swedish
from surveys.models import Breakdown, Survey, Way


def promise(survey: Survey) -> str:
    """Say in one sentence whether the survey is anonymous."""
    if survey.is_anonymous:
        return _("Enkäten är anonym: ingen kan se vad just du har svarat.")
    return _("Enkäten är inte anonym: det du svarar sparas tillsammans med din e-postadress.")


def protection(survey: Survey) -> tuple[str, ...]:
    """Return the sentences under "Så skyddar vi svaren", in the active language."""
    if survey.way == Way.COLLECTED:
        return (collected(), *_collecting(survey), *_showing(survey), *_limits(survey))
    if not survey.is_anonymous:
        return (
            promise(survey),
            _("Svaren läses av den som ansvarar för enkäten i den organisation som frågar."),
            _("Det som lämnas till en myndighet kan begäras ut som allmän handling."),
        )
    return (promise(survey), *_storing(survey), *_showing(survey), *_asking(survey), *_limits(survey))


def collected() -> str:
    """Say in one sentence how the answers came in that nobody gave here."""
    return _("Svaren har samlats in på annat sätt och lästs in från en fil.")


def _collecting(survey: Survey) -> tuple[str, ...]:
    fewest = _("Färre än %(number)s svar sparas inte.")
    return (
        _(
            "Vad de som svarade blev lovade bestämdes där de svarade. Det som står här gäller det som är sparat."
        ),
        _("Den som läste in filen har sett svaren, och ska radera den där den kom ifrån."),
        _(
            "Svaren blandades när de lästes in, och filen togs bort. Inget som är sparat knyter ett svar till en rad i "
            "filen, en person eller en tid, eller en fritext till andra svar."
        ),
        fewest % {"number": survey.limit_whole},
    )


def _storing(survey: Survey) -> tuple[str, ...]:
    fewest = _("Svarar färre än %(number)s raderas svaren utan att någon har läst dem.")
    return (
        _(
            "Ditt svar förseglas när du skickar det. Så länge enkäten är öppen går det inte att läsa i databasen."
        ),
        _(
            "När enkäten stängs tas alla svar fram på en gång och blandas. Inget som sparas knyter ett svar till "
            "en länk, en adress eller en tid. Sedan förstörs nyckeln."
        ),
        fewest % {"number": survey.limit_whole},
    )


def _showing(survey: Survey) -> tuple[str, ...]:
    shown = _("Resultatet av en fråga visas bara när minst %(number)s har svarat på den.")
    texts = _(
        "Fritext läses bara om minst %(number)s har svarat på enkäten, i slumpvis ordning och skild från andra svar. "
        "Skriv inget som röjer vem du eller någon annan är."
    )
    read = _("Fritext läses bara om minst %(number)s har svarat på enkäten, i slumpvis ordning.")
    groups = _("Resultatet delas upp efter %(by)s, i grupper där minst %(number)s har svarat.")
    return (
        shown % {"number": survey.limit_whole},
        groups % {"by": Breakdown(survey.breakdown).label, "number": survey.limit_group}
        if survey.breakdown
        else _("Resultatet delas inte upp i grupper."),
        (read if survey.way == Way.COLLECTED else texts) % {"number": survey.limit_text},
    )


def _asking(survey: Survey) -> tuple[str, ...]:
    if survey.way == Way.SHARED:
        return (_("Alla använder samma länk. Därför går det inte att hindra att någon svarar flera gånger."),)
    seen = _("Den som ansvarar för enkäten ser ungefär hur många som har svarat, men aldrig vilka.")
    if not survey.reminders:
        return seen, _("Ingen påminnelse skickas.")
    language = swedish.chosen(get_language())
    days = swedish.listing([swedish.long_date(day, language) for day in survey.reminders], language)
    return seen, _("Alla som inte har svarat får en påminnelse: %(days)s.") % {"days": days}


def _limits(survey: Survey) -> tuple[str, ...]:
    return (
        _(
            "Det finns gränser för vad vi kan lova. Den som driver servern kan ändra programmet. E-postsystemet ser "
            "länken. Och ett sätt att skriva kan kännas igen."
        )
        if survey.way == Way.INVITED
        else _(
            "Det finns gränser för vad vi kan lova. Den som driver servern kan ändra programmet, och ett sätt att "
            "skriva kan kännas igen."
        ),
    )
