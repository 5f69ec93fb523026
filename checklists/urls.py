"""Addresses of the checklists room."""

from django.urls import URLPattern, path

from checklists.views import (
    correction,
    differences,
    draft,
    files,
    handing_in,
    instruments,
    movement,
    occasions,
    own,
    result,
    steps,
    units,
)

urlpatterns: list[URLPattern] = [
    path("o/<slug:slug>/checklistor/", occasions.checklists, name="checklists"),
    path("o/<slug:slug>/checklistor/forflyttning/", movement.movement, name="movement"),
    path("o/<slug:slug>/checklistor/forflyttning.csv", movement.movement_csv, name="movement_csv"),
    path("o/<slug:slug>/checklistor/nytt-tillfalle/", occasions.occasion_new, name="occasion_new"),
    path(
        "o/<slug:slug>/checklistor/tillfalle/<int:occasion_id>/",
        occasions.assessment_start,
        name="assessment_start",
    ),
    path(
        "o/<slug:slug>/checklistor/tillfalle/<int:occasion_id>/andra/",
        occasions.occasion_change,
        name="occasion_change",
    ),
    path(
        "o/<slug:slug>/checklistor/tillfalle/<int:occasion_id>/enheter/",
        units.occasion_units,
        name="occasion_units",
    ),
    path("o/<slug:slug>/checklistor/<int:assessment_id>/", draft.assessment, name="assessment"),
    path(
        "o/<slug:slug>/checklistor/<int:assessment_id>/moment/<int:number>/",
        draft.assessment_item,
        name="assessment_item",
    ),
    path(
        "o/<slug:slug>/checklistor/<int:assessment_id>/deltagare/",
        draft.assessment_participants,
        name="assessment_participants",
    ),
    path(
        "o/<slug:slug>/checklistor/<int:assessment_id>/lamna-in/",
        handing_in.assessment_submit,
        name="assessment_submit",
    ),
    path(
        "o/<slug:slug>/checklistor/<int:assessment_id>/vilka-far-lasa/",
        handing_in.assessment_sharing,
        name="assessment_sharing",
    ),
    path("o/<slug:slug>/checklistor/att-dela/", handing_in.sharing_meaning, name="sharing_meaning"),
    path(
        "o/<slug:slug>/checklistor/<int:assessment_id>/ratta/",
        correction.assessment_correct,
        name="assessment_correct",
    ),
    path(
        "o/<slug:slug>/checklistor/<int:assessment_id>/ta-bort-rattelsen/",
        correction.correction_discard,
        name="correction_discard",
    ),
    path(
        "o/<slug:slug>/checklistor/<int:assessment_id>/resultat/",
        result.assessment_result,
        name="assessment_result",
    ),
    path(
        "o/<slug:slug>/checklistor/<int:assessment_id>/resultat.csv",
        result.assessment_csv,
        name="assessment_csv",
    ),
    path(
        "o/<slug:slug>/checklistor/tillfalle/<int:occasion_id>/egen/",
        own.own_start,
        name="own_start",
    ),
    path(
        "o/<slug:slug>/checklistor/tillfalle/<int:occasion_id>/skillnader/",
        differences.differences,
        name="differences",
    ),
    path("o/<slug:slug>/checklistor/egen/<int:own_id>/", own.own_assessment, name="own_assessment"),
    path(
        "o/<slug:slug>/checklistor/egen/<int:own_id>/moment/<int:number>/",
        own.own_item,
        name="own_item",
    ),
    path("o/<slug:slug>/checklistor/egen/<int:own_id>/funktion/", own.own_function, name="own_function"),
    path("o/<slug:slug>/checklistor/egen/<int:own_id>/klar/", own.own_finish, name="own_finish"),
    path("o/<slug:slug>/checklistor/egen/<int:own_id>/andra/", own.own_reopen, name="own_reopen"),
    path("o/<slug:slug>/checklistor/importera/", files.import_page, name="import"),
    path(
        "o/<slug:slug>/checklistor/importera/mall.csv", files.import_template_csv, name="import_template_csv"
    ),
    path(
        "o/<slug:slug>/checklistor/importera/mall.xlsx",
        files.import_template_xlsx,
        name="import_template_xlsx",
    ),
    path(
        "o/<slug:slug>/checklistor/importera/<uuid:upload_id>/", files.import_preview, name="import_preview"
    ),
    path("o/<slug:slug>/checklistor/skattningar.csv", files.export_csv, name="export_csv"),
    path("o/<slug:slug>/checklistor/skattningar.xlsx", files.export_xlsx, name="export_xlsx"),
    path("o/<slug:slug>/checklistor/sammanstallning.xlsx", files.export_workbook, name="export_workbook"),
    path("administration/skattningar/importera/", files.administration_import, name="administration_import"),
    path(
        "administration/skattningar/importera/<uuid:upload_id>/",
        files.administration_import_preview,
        name="administration_import_preview",
    ),
    path("o/<slug:slug>/checklistor/steg/", steps.steps, name="steps"),
    path("o/<slug:slug>/checklistor/steg/<int:step_id>/", steps.step_answer, name="step_answer"),
    path("o/<slug:slug>/checklistor/steg/<int:step_id>/andra/", steps.step_edit, name="step_edit"),
    path("o/<slug:slug>/checklistor/steg/<int:step_id>/ta-bort/", steps.step_remove, name="step_remove"),
    path("o/<slug:slug>/checklistor/<int:assessment_id>/steg/", steps.steps_review, name="steps_review"),
    path(
        "o/<slug:slug>/checklistor/<int:assessment_id>/moment/<int:number>/nytt-steg/",
        steps.step_new,
        name="step_new",
    ),
    path(
        "administration/checklistor/",
        instruments.administration_instruments,
        name="administration_instruments",
    ),
    path(
        "administration/checklistor/ny/",
        instruments.administration_instrument_new,
        name="administration_instrument_new",
    ),
    path(
        "administration/checklistor/<int:instrument_id>/",
        instruments.administration_instrument,
        name="administration_instrument",
    ),
    path(
        "administration/checklistor/<int:instrument_id>/publicera/",
        instruments.administration_instrument_publish,
        name="administration_instrument_publish",
    ),
    path(
        "administration/checklistor/<int:instrument_id>/ta-bort/",
        instruments.administration_instrument_discard,
        name="administration_instrument_discard",
    ),
    path(
        "administration/checklistor/<int:instrument_id>/fil.json",
        instruments.administration_instrument_file,
        name="administration_instrument_file",
    ),
]
