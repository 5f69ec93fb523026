"""Addresses of the surveys room. Where one answers, the language is in the address: those pages know no cookie."""

from typing import Final

from django.urls import URLPattern, path

from surveys.middleware import PREFIX
from surveys.views import (
    answering,
    collecting,
    editor,
    inviting,
    opening,
    remarks,
    results,
    room,
    rounds,
    themes,
)

ROOM: Final = "o/<slug:slug>/enkater/"
ONE: Final = f"{ROOM}<uuid:survey_id>/"
DRAFT: Final = f"{ROOM}<uuid:survey_draft_id>/"
"""What has been opened is not found there."""
QUESTION: Final = f"{DRAFT}fragor/<slug:question_key>/"

urlpatterns: list[URLPattern] = [
    path(f"{PREFIX}tack/<slug:language>/", answering.thanks, name="survey_thanks"),
    path(f"{PREFIX}<str:token>/<slug:language>/", answering.answer, name="survey_answer"),
    path(f"{PREFIX}<str:token>/", answering.in_swedish, name="survey_answer_in_swedish"),
    path(ROOM, room.survey_list, name="surveys"),
    path(f"{ROOM}ny/", room.survey_new, name="survey_new"),
    path(ONE, room.survey, name="survey"),
    path(f"{DRAFT}andra/", room.survey_settings, name="survey_settings"),
    path(f"{DRAFT}grupper/", room.survey_groups, name="survey_groups"),
    path(f"{ONE}ny-omgang/", room.survey_copy, name="survey_copy"),
    path(f"{DRAFT}ta-bort/", room.survey_remove, name="survey_remove"),
    path(f"{ONE}forhandsvisa/<slug:language>/", opening.survey_preview, name="survey_preview"),
    path(f"{DRAFT}oppna/", opening.survey_open, name="survey_open"),
    path(f"{DRAFT}las-in/", collecting.survey_collect, name="survey_collect"),
    path(f"{DRAFT}las-in/mall.csv", collecting.survey_collect_csv, name="survey_collect_csv"),
    path(f"{DRAFT}las-in/mall.xlsx", collecting.survey_collect_xlsx, name="survey_collect_xlsx"),
    path(
        f"{DRAFT}las-in/<uuid:answers_upload_id>/",
        collecting.survey_collect_preview,
        name="survey_collect_preview",
    ),
    path(f"{ONE}sista-dag/", opening.survey_move, name="survey_move"),
    path(f"{ONE}stang/", opening.survey_close, name="survey_close"),
    path(f"{ONE}inbjudna/", inviting.survey_invited, name="survey_invited"),
    path(f"{ONE}inbjudna/klistra-in/", inviting.survey_invite, name="survey_invite"),
    path(f"{ONE}inbjudna/fil/", inviting.survey_invite_file, name="survey_invite_file"),
    path(
        f"{ONE}inbjudna/samordnare/", inviting.survey_invite_coordinators, name="survey_invite_coordinators"
    ),
    path(f"{DRAFT}inbjudna/<uuid:address_id>/ta-bort/", inviting.survey_uninvite, name="survey_uninvite"),
    path(f"{ONE}resultat/", results.survey_results, name="survey_results"),
    path(f"{ONE}resultat/fritext/", results.survey_texts, name="survey_texts"),
    path(f"{ONE}resultat/sidor/<int:number>/ny-text/", remarks.survey_remark_new, name="survey_remark_new"),
    path(f"{ROOM}texter/<int:remark_id>/", remarks.survey_remark, name="survey_remark"),
    path(f"{ROOM}texter/<int:remark_id>/ta-bort/", remarks.survey_remark_remove, name="survey_remark_remove"),
    path(f"{ONE}resultat/fritext/<slug:text_key>/", themes.survey_themes, name="survey_themes"),
    path(f"{ROOM}teman/<int:theme_id>/", themes.survey_theme, name="survey_theme"),
    path(f"{ROOM}teman/<int:theme_id>/ta-bort/", themes.survey_theme_remove, name="survey_theme_remove"),
    path(f"{ONE}resultat/omgangar/", rounds.survey_rounds, name="survey_rounds"),
    path(f"{ONE}resultat/omgangar.csv", rounds.survey_rounds_csv, name="survey_rounds_csv"),
    path(f"{ONE}resultat/svar/", results.survey_named, name="survey_named"),
    path(f"{ONE}resultat.csv", results.survey_csv, name="survey_csv"),
    path(f"{ONE}resultat.xlsx", results.survey_xlsx, name="survey_xlsx"),
    path(f"{DRAFT}fragor/", editor.survey_questions, name="survey_questions"),
    path(f"{DRAFT}sidor/ny/", editor.survey_part_new, name="survey_part_new"),
    path(f"{DRAFT}sidor/<int:number>/", editor.survey_part, name="survey_part"),
    path(f"{DRAFT}sidor/<int:number>/ta-bort/", editor.survey_part_remove, name="survey_part_remove"),
    path(f"{DRAFT}sidor/<int:number>/ny-fraga/", editor.survey_question_new, name="survey_question_new"),
    path(QUESTION, editor.survey_question, name="survey_question"),
    path(f"{QUESTION}till-vem/", editor.survey_question_for, name="survey_question_for"),
    path(f"{QUESTION}ta-bort/", editor.survey_question_remove, name="survey_question_remove"),
    path(f"{QUESTION}flytta/", editor.survey_question_move, name="survey_question_move"),
]
