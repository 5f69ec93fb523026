"""An instrument in use can't change, a handed-in assessment can't change, and a value lies on its scale."""

from django.db import migrations

CREATE = """
CREATE FUNCTION checklists_refuse_used_instrument() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    target bigint;
BEGIN
    IF TG_TABLE_NAME = 'checklists_instrument' THEN
        target := OLD.id;
    ELSIF TG_OP = 'INSERT' THEN
        target := NEW.instrument_id;
    ELSE
        target := OLD.instrument_id;
    END IF;
    IF EXISTS (SELECT 1 FROM checklists_occasion WHERE instrument_id = target) THEN
        RAISE EXCEPTION 'An instrument in use cannot change.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END;
$$;

CREATE TRIGGER checklists_instrument_frozen BEFORE UPDATE OR DELETE ON checklists_instrument
FOR EACH ROW EXECUTE FUNCTION checklists_refuse_used_instrument();
CREATE TRIGGER checklists_item_frozen BEFORE INSERT OR UPDATE OR DELETE ON checklists_item
FOR EACH ROW EXECUTE FUNCTION checklists_refuse_used_instrument();

CREATE FUNCTION checklists_refuse_submitted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    handed_in timestamptz;
BEGIN
    IF TG_TABLE_NAME = 'checklists_assessment' THEN
        handed_in := OLD.submitted_at;
    ELSE
        SELECT submitted_at INTO handed_in FROM checklists_assessment
        WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.assessment_id ELSE NEW.assessment_id END;
    END IF;
    IF handed_in IS NOT NULL THEN
        RAISE EXCEPTION 'A handed-in assessment cannot change.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END;
$$;

CREATE TRIGGER checklists_assessment_frozen BEFORE UPDATE OR DELETE ON checklists_assessment
FOR EACH ROW EXECUTE FUNCTION checklists_refuse_submitted();
CREATE TRIGGER checklists_rating_frozen BEFORE INSERT OR UPDATE OR DELETE ON checklists_rating
FOR EACH ROW EXECUTE FUNCTION checklists_refuse_submitted();
CREATE TRIGGER checklists_participants_frozen BEFORE INSERT OR UPDATE OR DELETE ON checklists_participantcount
FOR EACH ROW EXECUTE FUNCTION checklists_refuse_submitted();

CREATE FUNCTION checklists_check_rating() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    scale record;
BEGIN
    SELECT i.id, i.minimum, i.maximum, i.allows_not_applicable INTO scale
    FROM checklists_assessment a
    JOIN checklists_occasion o ON o.id = a.occasion_id
    JOIN checklists_instrument i ON i.id = o.instrument_id
    WHERE a.id = NEW.assessment_id;
    IF NOT EXISTS (SELECT 1 FROM checklists_item WHERE id = NEW.item_id AND instrument_id = scale.id) THEN
        RAISE EXCEPTION 'The item belongs to another instrument.' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.value IS NOT NULL AND NEW.value NOT BETWEEN scale.minimum AND scale.maximum THEN
        RAISE EXCEPTION 'The value is outside the scale.' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.not_applicable AND NOT scale.allows_not_applicable THEN
        RAISE EXCEPTION 'The instrument has no "not applicable".' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER checklists_rating_on_scale BEFORE INSERT OR UPDATE ON checklists_rating
FOR EACH ROW EXECUTE FUNCTION checklists_check_rating();
"""

DROP = """
DROP TRIGGER checklists_rating_on_scale ON checklists_rating;
DROP FUNCTION checklists_check_rating();
DROP TRIGGER checklists_participants_frozen ON checklists_participantcount;
DROP TRIGGER checklists_rating_frozen ON checklists_rating;
DROP TRIGGER checklists_assessment_frozen ON checklists_assessment;
DROP FUNCTION checklists_refuse_submitted();
DROP TRIGGER checklists_item_frozen ON checklists_item;
DROP TRIGGER checklists_instrument_frozen ON checklists_instrument;
DROP FUNCTION checklists_refuse_used_instrument();
"""


class Migration(migrations.Migration):
    dependencies = [("checklists", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
