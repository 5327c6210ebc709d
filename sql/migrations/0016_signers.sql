-- Scorecards: whoever signs need not be employed by the company they sign for. HR of a group keeps several.

ALTER TABLE scorecards.signature
    DROP CONSTRAINT signature_person_is_of_the_entity,
    ADD CONSTRAINT signature_person_exists FOREIGN KEY (signed_by) REFERENCES people.person (id);
