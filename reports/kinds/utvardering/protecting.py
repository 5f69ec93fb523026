"""How the answers were protected, told to whoever reads the report, from the survey's own settings."""

from django.utils.translation import gettext as _

from reports.kinds.utvardering.material import Settings
from reports.kinds.utvardering.wording import number
from surveys.models import Way


def protecting(settings: Settings) -> list[str]:
    """Return the sentences of the fact box; what can't be promised is among them."""
    if not settings.is_anonymous:
        return [
            _(
                "Enkäten var inte anonym: svaren sparades tillsammans med e-postadressen, och det stod på första sidan."
            ),
            _("Här redovisas bara antal och andelar, aldrig vem som svarade vad."),
            *_showing(settings),
        ]
    return [*_storing(settings), *_showing(settings), *_texts(settings), *_limits(settings)]


def _storing(settings: Settings) -> list[str]:
    if settings.way == Way.COLLECTED:
        return [
            _(
                "Svaren samlades in utanför tjänsten och lästes in utan namn och adresser. Hur de skyddades innan dess "
                "vet tjänsten inte."
            ),
            _("Vid inläsningen blandades svaren, och inget som sparas säger vem som har svarat vad."),
        ]
    return [
        _("Enkäten var anonym. Det bestämdes när den skapades och kan inte ändras i efterhand."),
        _(
            "Varje svar förseglades när det skickades. När enkäten stängdes togs alla svar fram på en gång och "
            "blandades. Inget som sparas knyter ett svar till en inbjudan, en adress eller en tid."
        ),
    ]


def _showing(settings: Settings) -> list[str]:
    found = [
        _("En fråga redovisas bara om minst %(n)s har svarat på den.") % {"n": number(settings.limit_whole)}
    ]
    if settings.breakdown:
        found.append(
            _(
                "Svaren delas upp efter %(by)s i grupper där minst %(n)s har svarat. En större grupp kan också "
                "döljas, så att ingen kan räkna ut en mindre."
            )
            % {"by": settings.breakdown, "n": number(settings.limit_group)}
        )
    return found


def _texts(settings: Settings) -> list[str]:
    return [
        _(
            "Fritext läses bara om minst %(n)s har svarat på enkäten. Rapporten återger bara det som en människa har "
            "läst och sammanfattat. Citat är valda och genomlästa så att ingen ska kännas igen."
        )
        % {"n": number(settings.limit_text)}
    ]


def _limits(settings: Settings) -> list[str]:
    if settings.way == Way.COLLECTED:
        return []
    return [
        _(
            "Det finns gränser för vad som kan lovas: den som driver servern kan ändra programmet, och ett sätt att "
            "skriva kan kännas igen."
        )
    ]
