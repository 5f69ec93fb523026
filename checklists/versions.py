"""The versions of one assessment: the first one, and the corrections that have replaced it; never a draft."""

from checklists.models import Assessment


def versions_of(assessment: Assessment) -> list[Assessment]:
    """Return the handed-in versions of the same assessment, newest first. One query."""
    versions = Assessment.objects.filter(
        organisation=assessment.organisation_id, occasion=assessment.occasion_id
    )
    return list(versions.submitted().order_by("-version"))
