"""Addresses of the organisations room; of allauth's only those that are needed, so sign-up has none."""

from allauth.account import views as account
from django.urls import path, re_path
from django.views.decorators.cache import never_cache

from organisations.views import administration, directory, invitations, organisation, people

account_urls = [
    path("logga-in/", account.login, name="account_login"),
    path("logga-ut/", account.logout, name="account_logout"),
    path("konto/avstangt/", account.account_inactive, name="account_inactive"),
    path("losenord/byt/", account.password_change, name="account_change_password"),
    path("losenord/nytt/", account.password_reset, name="account_reset_password"),
    path("losenord/nytt/skickat/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "losenord/nytt/klart/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    # allauth's own pattern: the user and the key stand in one part of the address.
    re_path(
        r"^losenord/nytt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        never_cache(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("inbjudan/<str:token>/", invitations.invitation, name="invitation"),
]

organisation_urls = [
    path("organisationer/", directory.directory, name="directory"),
    path("o/<slug:slug>/", organisation.organisation, name="organisation"),
    path("o/<slug:slug>/personer/", people.people, name="people"),
    path("o/<slug:slug>/personer/bjud-in/", people.invite, name="invite"),
    path("o/<slug:slug>/personer/<int:membership_id>/avsluta/", people.membership_end, name="membership_end"),
    path(
        "o/<slug:slug>/personer/<int:membership_id>/publicera/",
        people.membership_publish,
        name="membership_publish",
    ),
    path(
        "o/<slug:slug>/personer/inbjudan/<uuid:invitation_id>/dra-tillbaka/",
        people.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path("o/<slug:slug>/samordnare/", organisation.coordinators, name="coordinators"),
    path("o/<slug:slug>/samordnare/nytt-uppdrag/", organisation.coordinator_new, name="coordinator_new"),
    path(
        "o/<slug:slug>/samordnare/<int:assignment_id>/avsluta/",
        organisation.coordinator_end,
        name="coordinator_end",
    ),
    path("o/<slug:slug>/ataganden/", organisation.commitments, name="commitments"),
    path("o/<slug:slug>/ataganden/nytt/", organisation.commitment_new, name="commitment_new"),
    path("o/<slug:slug>/enheter/", organisation.units, name="units"),
    path("o/<slug:slug>/enheter/ny/", organisation.unit_new, name="unit_new"),
]

ORGANISATION = "administration/organisationer/<slug:slug>/"
administration_urls = [
    path("administration/", administration.administration, name="administration"),
    path(
        "administration/ny-organisation/",
        administration.administration_organisation_new,
        name="administration_organisation_new",
    ),
    path(ORGANISATION, administration.administration_organisation, name="administration_organisation"),
    path(
        f"{ORGANISATION}avsluta/",
        administration.administration_organisation_close,
        name="administration_organisation_close",
    ),
    path(f"{ORGANISATION}personer/", administration.administration_people, name="administration_people"),
    path(
        f"{ORGANISATION}personer/bjud-in/", administration.administration_invite, name="administration_invite"
    ),
    path(
        f"{ORGANISATION}personer/<int:membership_id>/avsluta/",
        administration.administration_membership_end,
        name="administration_membership_end",
    ),
    path(
        f"{ORGANISATION}personer/<int:membership_id>/publicera/",
        administration.administration_membership_publish,
        name="administration_membership_publish",
    ),
    path(
        f"{ORGANISATION}personer/inbjudan/<uuid:invitation_id>/dra-tillbaka/",
        administration.administration_invitation_withdraw,
        name="administration_invitation_withdraw",
    ),
    path(
        "administration/funktioner/", administration.administration_functions, name="administration_functions"
    ),
    path(
        "administration/funktioner/ny/",
        administration.administration_function,
        name="administration_function_new",
    ),
    path(
        "administration/funktioner/<int:function_id>/",
        administration.administration_function,
        name="administration_function",
    ),
    path("administration/konton/", administration.administration_accounts, name="administration_accounts"),
    path(
        "administration/konton/<int:user_id>/",
        administration.administration_account_active,
        name="administration_account_active",
    ),
]

urlpatterns = [*account_urls, *organisation_urls, *administration_urls]
