"""A report's snapshot never changes, and its file is set once."""

from django.db import migrations

CREATE = """
CREATE FUNCTION reports_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.file_name <> '' THEN
            RAISE EXCEPTION 'A finished report cannot be deleted.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.file_name <> ''
       OR ROW(NEW.id, NEW.organisation_id, NEW.kind, NEW.title, NEW.language, NEW.snapshot, NEW.snapshot_sha256, NEW.template_version,
              NEW.idempotency_key, NEW.data_time, NEW.ordered_at, NEW.ordered_by_id)
          IS DISTINCT FROM
          ROW(OLD.id, OLD.organisation_id, OLD.kind, OLD.title, OLD.language, OLD.snapshot, OLD.snapshot_sha256, OLD.template_version,
              OLD.idempotency_key, OLD.data_time, OLD.ordered_at, OLD.ordered_by_id) THEN
        RAISE EXCEPTION 'A report cannot change.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER reports_report_frozen BEFORE UPDATE OR DELETE ON reports_report
FOR EACH ROW EXECUTE FUNCTION reports_refuse_change();
"""

DROP = """
DROP TRIGGER reports_report_frozen ON reports_report;
DROP FUNCTION reports_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
