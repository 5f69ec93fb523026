"""The event log can be added to and read; only the retention function, which logs itself, deletes from it."""

from django.db import migrations

CREATE = """
CREATE FUNCTION organisations_refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('mr.event_retention', true) = 'on' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'The event log is append-only.' USING ERRCODE = 'restrict_violation';
END;
$$;

CREATE TRIGGER organisations_event_append_only BEFORE UPDATE OR DELETE ON organisations_event
FOR EACH ROW EXECUTE FUNCTION organisations_refuse_event_change();

CREATE FUNCTION organisations_delete_events(before timestamptz, decision text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    removed integer;
BEGIN
    IF decision !~ '^[A-Za-z0-9/:.-]{1,60}$' THEN
        RAISE EXCEPTION 'A decision reference is needed, without spaces.' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM set_config('mr.event_retention', 'on', true);
    DELETE FROM organisations_event WHERE at < before;
    GET DIAGNOSTICS removed = ROW_COUNT;
    PERFORM set_config('mr.event_retention', 'off', true);
    INSERT INTO organisations_event (at, verb, object_type, object_id, data)
    VALUES (now(), 'organisations.events_deleted', '', '',
            jsonb_build_object('before', to_char(before AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                               'removed', removed, 'decision', decision));
    RETURN removed;
END;
$$;
"""

DROP = """
DROP FUNCTION organisations_delete_events(timestamptz, text);
DROP TRIGGER organisations_event_append_only ON organisations_event;
DROP FUNCTION organisations_refuse_event_change();
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
