"""Frozen documents keep their page, publications take one answer, and what is closed can't be written in."""

from django.db import migrations

CREATE = """
CREATE OR REPLACE FUNCTION reports_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.file_name <> '' OR OLD.purpose <> 'copy' THEN
            RAISE EXCEPTION 'A frozen report cannot be deleted.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.file_name <> ''
       OR ROW(NEW.id, NEW.organisation_id, NEW.draft_id, NEW.purpose, NEW.kind, NEW.title, NEW.language, NEW.snapshot, NEW.snapshot_sha256,
              NEW.html, NEW.template_version, NEW.idempotency_key, NEW.data_time, NEW.ordered_at, NEW.ordered_by_id)
          IS DISTINCT FROM
          ROW(OLD.id, OLD.organisation_id, OLD.draft_id, OLD.purpose, OLD.kind, OLD.title, OLD.language, OLD.snapshot, OLD.snapshot_sha256,
              OLD.html, OLD.template_version, OLD.idempotency_key, OLD.data_time, OLD.ordered_at, OLD.ordered_by_id) THEN
        RAISE EXCEPTION 'A report cannot change.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END;
$$;

CREATE FUNCTION reports_refuse_any_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'This row never changes.' USING ERRCODE = 'restrict_violation';
END;
$$;
CREATE TRIGGER reports_proposal_frozen BEFORE UPDATE OR DELETE ON reports_proposal
FOR EACH ROW EXECUTE FUNCTION reports_refuse_any_change();
CREATE TRIGGER reports_withdrawal_frozen BEFORE UPDATE OR DELETE ON reports_withdrawal
FOR EACH ROW EXECUTE FUNCTION reports_refuse_any_change();
CREATE TRIGGER reports_logo_frozen BEFORE UPDATE OR DELETE ON reports_logo
FOR EACH ROW EXECUTE FUNCTION reports_refuse_any_change();

CREATE FUNCTION reports_publication_answered_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'A publication cannot be deleted.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.approved_at IS NOT NULL OR OLD.declined_at IS NOT NULL
       OR (to_jsonb(NEW) - '{approved_by_id,approved_at,declined_by_id,declined_at,decline_reason}'::text[])
          IS DISTINCT FROM
          (to_jsonb(OLD) - '{approved_by_id,approved_at,declined_by_id,declined_at,decline_reason}'::text[]) THEN
        RAISE EXCEPTION 'A publication cannot change.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER reports_publication_frozen BEFORE UPDATE OR DELETE ON reports_publication
FOR EACH ROW EXECUTE FUNCTION reports_publication_answered_once();

CREATE FUNCTION reports_link_revoked_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.revoked_at IS NOT NULL
       OR (to_jsonb(NEW) - '{revoked_by_id,revoked_at}'::text[])
          IS DISTINCT FROM (to_jsonb(OLD) - '{revoked_by_id,revoked_at}'::text[]) THEN
        RAISE EXCEPTION 'A link can only be revoked.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER reports_read_link_frozen BEFORE UPDATE OR DELETE ON reports_readlink
FOR EACH ROW EXECUTE FUNCTION reports_link_revoked_once();

CREATE FUNCTION reports_refuse_closed_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.closed_at IS NOT NULL AND (to_jsonb(NEW) - 'closed_at') IS DISTINCT FROM (to_jsonb(OLD) - 'closed_at') THEN
        RAISE EXCEPTION 'The draft is closed.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER reports_draft_closed BEFORE UPDATE ON reports_draft
FOR EACH ROW EXECUTE FUNCTION reports_refuse_closed_draft();

CREATE FUNCTION reports_refuse_part_of_closed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    part record;
BEGIN
    part := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    IF EXISTS (SELECT 1 FROM reports_draft WHERE id = part.draft_id AND closed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'The draft is closed.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN part;
END;
$$;
CREATE TRIGGER reports_part_closed BEFORE INSERT OR UPDATE OR DELETE ON reports_part
FOR EACH ROW EXECUTE FUNCTION reports_refuse_part_of_closed();

-- What waits was ordered by an earlier version, which kept no page to print. It can be ordered again.
UPDATE reports_job SET state = 'failed', failure = 'outdated', fence = NULL, lease_until = NULL, finished_at = now()
WHERE state IN ('queued', 'rendering');
"""

DROP = """
DROP TRIGGER reports_part_closed ON reports_part;
DROP FUNCTION reports_refuse_part_of_closed();
DROP TRIGGER reports_draft_closed ON reports_draft;
DROP FUNCTION reports_refuse_closed_draft();
DROP TRIGGER reports_read_link_frozen ON reports_readlink;
DROP FUNCTION reports_link_revoked_once();
DROP TRIGGER reports_publication_frozen ON reports_publication;
DROP FUNCTION reports_publication_answered_once();
DROP TRIGGER reports_logo_frozen ON reports_logo;
DROP TRIGGER reports_withdrawal_frozen ON reports_withdrawal;
DROP TRIGGER reports_proposal_frozen ON reports_proposal;
DROP FUNCTION reports_refuse_any_change();
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_drafts_and_publications")]
    operations = [migrations.RunSQL(CREATE, DROP)]
