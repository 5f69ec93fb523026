"""The five levels of the result chain, each with its definition and an example.

The chain is the one that Statskontoret used when it evaluated gender mainstreaming in government agencies, in SKR's
version for municipalities and regions (Modellkommuner och Modellregioner 2018–2020, figure 1); the words are our own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ChainLevel(models.IntegerChoices):
    """How far something has come: from what was done once to what it has changed in society."""

    ACTIVITY = 1, _("Aktivitet")
    PRODUCT = 2, _("Ny eller ändrad produkt")
    METHOD = 3, _("Nytt eller ändrat arbetssätt")
    OUTCOME = 4, _("Nytt eller ändrat utfall")
    EFFECT = 5, _("Samhällseffekt")


@dataclass(frozen=True)
class LevelWords:
    """What a level means, an example of it, and its name where there is little room."""

    definition: str | Promise
    example: str | Promise
    short: str | Promise


WORDS: Final[Mapping[ChainLevel, LevelWords]] = {
    ChainLevel.ACTIVITY: LevelWords(
        _("Något ni gör en gång, under en begränsad tid."),
        _("En utbildning för chefer, eller en genomgång av ett styrdokument."),
        _("Aktivitet"),
    ),
    ChainLevel.PRODUCT: LevelWords(
        _(
            "Något nytt finns, oftast efter ett beslut: ett mål, en policy, en mall, en anvisning eller resurser."
        ),
        _("Budgetens anvisningar frågar efter konsekvenser för kvinnor och män."),
        _("Produkt"),
    ),
    ChainLevel.METHOD: LevelWords(
        _("Ni arbetar på ett annat sätt än förut: en metod, en rutin eller en organisation som används."),
        _("Handläggarna använder den nya rutinen i varje ärende om hemtjänst."),
        _("Arbetssätt"),
    ),
    ChainLevel.OUTCOME: LevelWords(
        _("Det har blivit skillnad för invånare, brukare eller medarbetare."),
        _("Uppföljningen visar att hemtjänstens timmar fördelas mer jämställt."),
        _("Utfall"),
    ),
    ChainLevel.EFFECT: LevelWords(
        _(
            "Samhället har kommit närmare ett nationellt mål, till exempel ett av de sex jämställdhetspolitiska."
        ),
        _("Kvinnor och män delar det obetalda omsorgsarbetet mer lika."),
        _("Samhällseffekt"),
    ),
}


class NationalGoal(models.IntegerChoices):
    """The six national goals of gender-equality policy."""

    POWER = 1, _("Makt och inflytande")
    ECONOMY = 2, _("Ekonomisk jämställdhet")
    EDUCATION = 3, _("Jämställd utbildning")
    CARE = 4, _("Obetalt hem- och omsorgsarbete")
    HEALTH = 5, _("Jämställd hälsa")
    VIOLENCE = 6, _("Mäns våld mot kvinnor ska upphöra")


class GlobalGoal(models.IntegerChoices):
    """The seventeen goals of Agenda 2030, by the short names that Sweden uses."""

    POVERTY = 1, _("Ingen fattigdom")
    HUNGER = 2, _("Ingen hunger")
    HEALTH = 3, _("God hälsa och välbefinnande")
    EDUCATION = 4, _("God utbildning för alla")
    EQUALITY = 5, _("Jämställdhet")
    WATER = 6, _("Rent vatten och sanitet för alla")
    ENERGY = 7, _("Hållbar energi för alla")
    WORK = 8, _("Anständiga arbetsvillkor och ekonomisk tillväxt")
    INDUSTRY = 9, _("Hållbar industri, innovationer och infrastruktur")
    INEQUALITY = 10, _("Minskad ojämlikhet")
    CITIES = 11, _("Hållbara städer och samhällen")
    CONSUMPTION = 12, _("Hållbar konsumtion och produktion")
    CLIMATE = 13, _("Bekämpa klimatförändringarna")
    SEA = 14, _("Hav och marina resurser")
    LAND = 15, _("Ekosystem och biologisk mångfald")
    PEACE = 16, _("Fredliga och inkluderande samhällen")
    PARTNERSHIP = 17, _("Genomförande och globalt partnerskap")
