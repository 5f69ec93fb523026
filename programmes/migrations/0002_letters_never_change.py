"""A letter that was sent stays as it was."""

from django.db import migrations

CREATE = """
CREATE FUNCTION programmes_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A letter that was sent never changes.' USING ERRCODE = 'restrict_violation';
END;
$$;
CREATE TRIGGER programmes_letter_frozen BEFORE UPDATE OR DELETE ON programmes_letter
FOR EACH ROW EXECUTE FUNCTION programmes_refuse_change();
"""

DROP = """
DROP TRIGGER programmes_letter_frozen ON programmes_letter;
DROP FUNCTION programmes_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, DROP)]
