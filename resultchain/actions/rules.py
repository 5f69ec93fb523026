"""The verb on what an organisation has decided about its chain."""

from django.db import transaction

from organisations.events import record
from organisations.models import Organisation, User
from resultchain.models import ChainRules


@transaction.atomic
def set_months_without_result(*, by: User, organisation: Organisation, months: int) -> bool:
    """Decide after how many months an activity that led to nothing is pointed out; True when it was another number."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    rules, _created = ChainRules.objects.get_or_create(organisation=organisation)
    if rules.months_without_result == months:
        return False
    rules.months_without_result = months
    rules.save(update_fields=["months_without_result"])
    record(actor=by, organisation=organisation, verb="resultchain.rules_changed", obj=rules, months=months)
    return True
