"""What leaves the draft can't change, anonymity can't be lowered, and answers come in by one door each."""

from django.db import migrations

CREATE = """
CREATE FUNCTION surveys_guard_survey() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    states CONSTANT text[] := ARRAY['draft', 'preparing', 'open', 'closed', 'done'];
    moving CONSTANT text[] := ARRAY['state', 'public_key', 'closes_on', 'invited', 'answered', 'version'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN
            RAISE EXCEPTION 'Only a draft can be removed.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.anonymity = 'anonymous' AND NEW.anonymity <> 'anonymous' THEN
        RAISE EXCEPTION 'Anonymity cannot be lowered.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF array_position(states, NEW.state::text) < array_position(states, OLD.state::text) THEN
        RAISE EXCEPTION 'A survey only moves forwards.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.public_key IS NOT NULL AND NEW.public_key IS DISTINCT FROM OLD.public_key THEN
        RAISE EXCEPTION 'A key cannot be exchanged.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state <> 'draft' AND to_jsonb(NEW) - moving <> to_jsonb(OLD) - moving THEN
        RAISE EXCEPTION 'A survey that has been opened cannot change.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state IN ('closed', 'done')
        AND (NEW.closes_on <> OLD.closes_on OR (OLD.state = 'done' AND NEW.answered <> OLD.answered)) THEN
        RAISE EXCEPTION 'A survey that has been closed cannot change.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER surveys_survey_guarded BEFORE UPDATE OR DELETE ON surveys_survey
FOR EACH ROW EXECUTE FUNCTION surveys_guard_survey();

CREATE FUNCTION surveys_refuse_opened() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    line jsonb := to_jsonb(CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END);
    target uuid;
BEGIN
    IF TG_TABLE_NAME IN ('surveys_section', 'surveys_group') THEN
        target := (line ->> 'survey_id')::uuid;
    ELSIF TG_TABLE_NAME = 'surveys_question' THEN
        SELECT survey_id INTO target FROM surveys_section WHERE id = (line ->> 'section_id')::bigint;
    ELSE
        SELECT s.survey_id INTO target FROM surveys_question q JOIN surveys_section s ON s.id = q.section_id
        WHERE q.id = (line ->> 'question_id')::bigint;
    END IF;
    IF EXISTS (SELECT 1 FROM surveys_survey WHERE id = target AND state <> 'draft') THEN
        RAISE EXCEPTION 'A survey that has been opened cannot change.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END;
$$;

CREATE TRIGGER surveys_section_frozen BEFORE INSERT OR UPDATE OR DELETE ON surveys_section
FOR EACH ROW EXECUTE FUNCTION surveys_refuse_opened();
CREATE TRIGGER surveys_group_frozen BEFORE INSERT OR UPDATE OR DELETE ON surveys_group
FOR EACH ROW EXECUTE FUNCTION surveys_refuse_opened();
CREATE TRIGGER surveys_question_frozen BEFORE INSERT OR UPDATE OR DELETE ON surveys_question
FOR EACH ROW EXECUTE FUNCTION surveys_refuse_opened();
CREATE TRIGGER surveys_choice_frozen BEFORE INSERT OR UPDATE OR DELETE ON surveys_choice
FOR EACH ROW EXECUTE FUNCTION surveys_refuse_opened();
CREATE TRIGGER surveys_matrixrow_frozen BEFORE INSERT OR UPDATE OR DELETE ON surveys_matrixrow
FOR EACH ROW EXECUTE FUNCTION surveys_refuse_opened();

CREATE FUNCTION surveys_guard_answers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    survey record;
    allowed boolean;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        RAISE EXCEPTION 'An answer cannot change.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_TABLE_NAME = 'surveys_freetext' THEN
        SELECT v.state, v.anonymity INTO survey FROM surveys_question q
        JOIN surveys_section s ON s.id = q.section_id JOIN surveys_survey v ON v.id = s.survey_id
        WHERE q.id = (to_jsonb(NEW) ->> 'question_id')::bigint;
    ELSIF TG_TABLE_NAME = 'surveys_namedanswer' THEN
        SELECT v.state, v.anonymity INTO survey FROM surveys_invitation i
        JOIN surveys_survey v ON v.id = i.survey_id WHERE i.id = (to_jsonb(NEW) ->> 'invitation_id')::uuid;
    ELSE
        SELECT v.state, v.anonymity INTO survey FROM surveys_survey v
        WHERE v.id = (to_jsonb(NEW) ->> 'survey_id')::uuid;
    END IF;
    allowed := CASE TG_TABLE_NAME
        WHEN 'surveys_box' THEN survey.anonymity = 'anonymous' AND survey.state = 'open'
        WHEN 'surveys_namedanswer' THEN survey.anonymity = 'named' AND survey.state = 'open'
        ELSE survey.anonymity = 'anonymous' AND survey.state = 'closed'
    END;
    IF NOT allowed THEN
        RAISE EXCEPTION 'An answer of this kind has no place here now.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER surveys_box_guarded BEFORE INSERT OR UPDATE ON surveys_box
FOR EACH ROW EXECUTE FUNCTION surveys_guard_answers();
CREATE TRIGGER surveys_answer_guarded BEFORE INSERT OR UPDATE ON surveys_answer
FOR EACH ROW EXECUTE FUNCTION surveys_guard_answers();
CREATE TRIGGER surveys_freetext_guarded BEFORE INSERT OR UPDATE ON surveys_freetext
FOR EACH ROW EXECUTE FUNCTION surveys_guard_answers();
CREATE TRIGGER surveys_namedanswer_guarded BEFORE INSERT OR UPDATE ON surveys_namedanswer
FOR EACH ROW EXECUTE FUNCTION surveys_guard_answers();

CREATE FUNCTION surveys_guard_release() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' OR NOT EXISTS (
        SELECT 1 FROM surveys_survey WHERE id = NEW.survey_id AND state = 'closed'
    ) THEN
        RAISE EXCEPTION 'Results are released once, when a survey is done.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER surveys_release_guarded BEFORE INSERT OR UPDATE OR DELETE ON surveys_release
FOR EACH ROW EXECUTE FUNCTION surveys_guard_release();
"""

TABLES = (
    ("survey", "guarded"), ("section", "frozen"), ("group", "frozen"), ("question", "frozen"),
    ("choice", "frozen"), ("matrixrow", "frozen"), ("box", "guarded"), ("answer", "guarded"),
    ("freetext", "guarded"), ("namedanswer", "guarded"), ("release", "guarded"),
)  # fmt: skip
DROP = "\n".join(
    [f"DROP TRIGGER surveys_{table}_{kind} ON surveys_{table};" for table, kind in TABLES]
    + [
        f"DROP FUNCTION surveys_{name}();"
        for name in ("guard_survey", "refuse_opened", "guard_answers", "guard_release")
    ]
)


class Migration(migrations.Migration):
    """Runs beside the previous version, which has no surveys."""

    dependencies = [("surveys", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, DROP)]
