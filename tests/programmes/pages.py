"""What tests of the room's pages share."""

from django.urls import reverse

from organisations.models import Event


def url(name, place, *args):
    return reverse(name, args=[place.slug, *args])


def plain(answer):
    return answer.text.replace("\xa0", " ").replace("\xad", "")


def verbs():
    found = Event.objects.filter(verb__startswith="programmes.").order_by("pk")
    return [verb.removeprefix("programmes.") for verb in found.values_list("verb", flat=True)]
