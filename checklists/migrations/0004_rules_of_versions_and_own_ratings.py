"""Own ratings lie on their scale, a correction follows what it corrects, reviews freeze with their assessment."""

from django.db import migrations

CREATE = """
CREATE OR REPLACE FUNCTION checklists_check_rating() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    scale record;
    occasion bigint;
BEGIN
    IF TG_TABLE_NAME = 'checklists_ownrating' THEN
        SELECT occasion_id INTO occasion FROM checklists_ownassessment WHERE id = NEW.own_id;
    ELSE
        SELECT occasion_id INTO occasion FROM checklists_assessment WHERE id = NEW.assessment_id;
    END IF;
    SELECT i.id, i.minimum, i.maximum, i.allows_not_applicable INTO scale
    FROM checklists_occasion o
    JOIN checklists_instrument i ON i.id = o.instrument_id
    WHERE o.id = occasion;
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

CREATE TRIGGER checklists_own_rating_on_scale BEFORE INSERT OR UPDATE ON checklists_ownrating
FOR EACH ROW EXECUTE FUNCTION checklists_check_rating();

CREATE TRIGGER checklists_step_review_frozen BEFORE INSERT OR UPDATE OR DELETE ON checklists_stepreview
FOR EACH ROW EXECUTE FUNCTION checklists_refuse_submitted();

CREATE FUNCTION checklists_check_correction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.corrects_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM checklists_assessment
        WHERE id = NEW.corrects_id AND organisation_id = NEW.organisation_id AND occasion_id = NEW.occasion_id
            AND version = NEW.version - 1 AND submitted_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'A correction follows a handed-in version of the same assessment.'
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER checklists_correction_follows BEFORE INSERT OR UPDATE ON checklists_assessment
FOR EACH ROW EXECUTE FUNCTION checklists_check_correction();

CREATE FUNCTION checklists_check_occasion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM checklists_instrument WHERE id = NEW.instrument_id AND published_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'The instrument is not published.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER checklists_occasion_published BEFORE INSERT OR UPDATE ON checklists_occasion
FOR EACH ROW EXECUTE FUNCTION checklists_check_occasion();

CREATE FUNCTION checklists_check_next_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM checklists_item i JOIN checklists_occasion o ON o.instrument_id = i.instrument_id
        WHERE i.id = NEW.item_id AND o.id = NEW.occasion_id
    ) THEN
        RAISE EXCEPTION 'The item belongs to another instrument.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER checklists_next_step_item BEFORE INSERT OR UPDATE ON checklists_nextstep
FOR EACH ROW EXECUTE FUNCTION checklists_check_next_step();
"""

# The function for ratings serves the older table as before, so it stays.
DROP = """
DROP TRIGGER checklists_next_step_item ON checklists_nextstep;
DROP FUNCTION checklists_check_next_step();
DROP TRIGGER checklists_occasion_published ON checklists_occasion;
DROP FUNCTION checklists_check_occasion();
DROP TRIGGER checklists_correction_follows ON checklists_assessment;
DROP FUNCTION checklists_check_correction();
DROP TRIGGER checklists_step_review_frozen ON checklists_stepreview;
DROP TRIGGER checklists_own_rating_on_scale ON checklists_ownrating;
"""


class Migration(migrations.Migration):
    dependencies = [("checklists", "0003_versions_own_ratings_and_next_steps")]
    operations = [migrations.RunSQL(CREATE, DROP)]
