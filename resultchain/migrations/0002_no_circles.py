"""What led to something can't have come from it: the database refuses circles of "led to"."""

from django.db import migrations

# The verb locks the organisation first, so that two links at once can't close a circle that neither of them sees.
CREATE = """
CREATE FUNCTION resultchain_refuse_circle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.kind = 'led_to' AND EXISTS (
        WITH RECURSIVE way (id) AS (
            SELECT NEW.target_id
            UNION
            SELECT link.target_id FROM resultchain_link link JOIN way ON link.source_id = way.id
            WHERE link.kind = 'led_to'
        ) SELECT 1 FROM way WHERE id = NEW.source_id
    ) THEN
        RAISE EXCEPTION 'An entry cannot lead back to itself.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER resultchain_link_no_circle BEFORE INSERT OR UPDATE ON resultchain_link
FOR EACH ROW EXECUTE FUNCTION resultchain_refuse_circle();
"""
DROP = """
DROP TRIGGER resultchain_link_no_circle ON resultchain_link;
DROP FUNCTION resultchain_refuse_circle();
"""


class Migration(migrations.Migration):
    """Runs beside the previous version, which has no links."""

    dependencies = [("resultchain", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, DROP)]
