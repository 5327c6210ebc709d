-- Recruiting: what another system's export does not say stays unknown, and what only it keeps has a place.

ALTER TABLE recruiting.offer ALTER COLUMN starts_on DROP NOT NULL;
ALTER TABLE recruiting.offer ADD CONSTRAINT offer_names_its_first_day CHECK (starts_on IS NOT NULL OR batch_id IS NOT NULL);
ALTER TABLE recruiting.opening ALTER COLUMN starts_on DROP NOT NULL;
ALTER TABLE recruiting.opening ADD CONSTRAINT opening_names_its_first_day CHECK (starts_on IS NOT NULL OR batch_id IS NOT NULL);

-- The words candidates are tagged with, so that one word is written one way.
CREATE TABLE recruiting.tag (
    id           bigint NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint NOT NULL,
    name         text   NOT NULL,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT tag_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT tag_is_unique_in_its_entity UNIQUE (entity_id, name),
    CONSTRAINT tag_name_is_1_to_60_characters CHECK (name ~ '\S' AND length(name) <= 60)
);

-- Which questions about oneself another system asked. The questions alone: answers are in eeo.response.
CREATE TABLE eeo.question_set (
    id           bigint  NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint  NOT NULL,
    system       text    NOT NULL,
    number       text    NOT NULL,
    title        text    NOT NULL,
    words        text    NOT NULL DEFAULT '',
    is_active    boolean NOT NULL,
    operation_id bigint  DEFAULT op.current(),
    CONSTRAINT question_set_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT question_set_is_told_once UNIQUE (entity_id, system, number),
    CONSTRAINT question_set_system_is_a_short_word CHECK (system ~ '^[a-z][a-z0-9-]{0,39}$'),
    CONSTRAINT question_set_number_is_1_to_120_characters CHECK (number ~ '\S' AND length(number) <= 120),
    CONSTRAINT question_set_title_is_1_to_120_characters CHECK (title ~ '\S' AND length(title) <= 120),
    CONSTRAINT question_set_words_are_at_most_500_characters CHECK (length(words) <= 500)
);

SELECT sec.guard('recruiting.tag'), sec.guard('eeo.question_set');
