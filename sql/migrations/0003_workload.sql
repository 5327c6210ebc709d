-- Workload: what customers did. Orders, refunds and returns; contacts, the spells agents spent on them, and
-- surveys; volumes counted by interval, hour or day.
--
-- A fact comes from a source (a shop, a help desk, a telephone system, a file) that has its own name for it.
-- workload.origin holds each such name once, with the version last seen, and lends the fact its id. A fact
-- cannot be there twice: its key is (id, instant), and that pair must be its origin's. The big tables are cut
-- by month on demand, which a unique name alone could not survive: it would have to contain the instant.
--
-- A customer is a keyed hash. A fact that changes is replaced; what it was goes to workload.superseded, so that
-- a batch can be undone.

CREATE SCHEMA workload;
GRANT USAGE ON SCHEMA workload TO muster_person;

-- How and where customers reach us ------------------------------------------------------------------

CREATE TABLE workload.channel (
    id           bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint  NOT NULL,
    code         text    NOT NULL,
    is_live      boolean NOT NULL,
    operation_id bigint  DEFAULT op.current(),
    CONSTRAINT channel_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT channel_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT channel_code_is_unique_in_its_entity UNIQUE (entity_id, code),
    CONSTRAINT channel_code_is_1_to_40_plain_letters CHECK (code ~ '^[a-z][a-z0-9_-]{0,39}$')
);
COMMENT ON COLUMN workload.channel.code IS 'name of a channel, such as phone';
COMMENT ON COLUMN workload.channel.is_live IS 'whether the customer waits on the line: phone and chat, not email';

-- The site lends the queue its clock: an interval belongs to the local day of that site.
CREATE TABLE workload.queue (
    id           bigint NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint NOT NULL,
    site_id      bigint NOT NULL,
    code         text   NOT NULL,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT queue_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site (id, entity_id),
    CONSTRAINT queue_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT queue_code_is_unique_in_its_entity UNIQUE (entity_id, code),
    CONSTRAINT queue_code_is_1_to_40_plain_letters CHECK (code ~ '^[a-z][a-z0-9_-]{0,39}$')
);
COMMENT ON COLUMN workload.queue.code IS 'name of a queue, such as returns';
CREATE INDEX queue_by_site ON workload.queue (site_id, entity_id);

-- Where facts come from -------------------------------------------------------------------------------

-- The site lends the source its clock too: "orders on 31 August" means that site's 31 August.
CREATE TABLE workload.source (
    id           bigint NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint NOT NULL,
    site_id      bigint NOT NULL,
    name         text   NOT NULL,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT source_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site (id, entity_id),
    CONSTRAINT source_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT source_name_is_unique_in_its_entity UNIQUE (entity_id, name),
    CONSTRAINT source_name_is_1_to_60_plain_letters CHECK (name ~ '^[a-z][a-z0-9_-]{0,59}$')
);
COMMENT ON COLUMN workload.source.name IS 'name of a shop, help desk or telephone system';
CREATE INDEX source_by_site ON workload.source (site_id, entity_id);

-- Who a source means by "agent 4711". A reference nobody claims is reported, never dropped.
CREATE TABLE workload.agent_identity (
    id           bigint NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint NOT NULL,
    source_id    bigint NOT NULL,
    reference    text   NOT NULL,
    person_id    bigint NOT NULL,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT agent_identity_source_is_of_the_entity FOREIGN KEY (source_id, entity_id)
        REFERENCES workload.source (id, entity_id),
    CONSTRAINT agent_identity_person_is_of_the_entity FOREIGN KEY (person_id, entity_id)
        REFERENCES people.person (id, entity_id),
    CONSTRAINT agent_identity_is_one_person UNIQUE (source_id, reference),
    CONSTRAINT agent_identity_reference_is_1_to_200_characters
        CHECK (reference ~ '\S' AND length(reference) <= 200 AND reference IS NFC NORMALIZED)
);
COMMENT ON COLUMN workload.agent_identity.reference IS 'pii: what another system calls an agent';
CREATE INDEX agent_identity_by_source ON workload.agent_identity (source_id, entity_id);
CREATE INDEX agent_identity_by_person ON workload.agent_identity (person_id, entity_id);

-- The key under which a customer's name is hashed, as HMAC wants it: combined with its two pads.
-- Nobody but the definer functions reads it; losing it only means that old hashes meet no new ones.
CREATE TABLE workload.customer_key (
    entity_id bigint PRIMARY KEY,
    inner_pad bytea  NOT NULL,
    outer_pad bytea  NOT NULL,
    CONSTRAINT customer_key_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT customer_key_fills_a_block CHECK (octet_length(inner_pad) = 64 AND octet_length(outer_pad) = 64)
);

-- Each thing a source has told us of, once.
CREATE TABLE workload.origin (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    source_id    bigint      NOT NULL,
    kind         text        NOT NULL,
    external_id  text        NOT NULL,
    version      bigint      NOT NULL,
    digest       bytea       NOT NULL,
    happened_at  timestamptz NOT NULL,
    added_by     bigint      NOT NULL,
    operation_id bigint      NOT NULL,
    CONSTRAINT origin_source_is_of_the_entity FOREIGN KEY (source_id, entity_id)
        REFERENCES workload.source (id, entity_id),
    CONSTRAINT origin_is_known_once UNIQUE (source_id, kind, external_id),
    CONSTRAINT origin_lends_one_instant UNIQUE (id, entity_id, happened_at),
    CONSTRAINT origin_kind_is_known CHECK (kind IN (
        'shop_order', 'shop_refund', 'shop_return', 'contact', 'handle_spell', 'survey',
        'interval_volume', 'series_volume')),
    CONSTRAINT origin_external_id_is_1_to_200_characters
        CHECK (length(external_id) BETWEEN 1 AND 200 AND external_id IS NFC NORMALIZED),
    CONSTRAINT origin_version_is_not_negative CHECK (version >= 0),
    CONSTRAINT origin_digest_is_32_bytes CHECK (octet_length(digest) = 32),
    CONSTRAINT origin_happened_between_1990_and_2100
        CHECK (happened_at >= '1990-01-01 00:00Z' AND happened_at < '2100-01-01 00:00Z')
);
COMMENT ON COLUMN workload.origin.kind IS 'the table of the fact';
COMMENT ON COLUMN workload.origin.external_id IS 'what the source calls it';
COMMENT ON COLUMN workload.origin.version IS 'grows with each change at the source; 0 where the source has none';
CREATE INDEX origin_by_operation ON workload.origin (operation_id);

-- What a fact and its origin were before an operation replaced them.
CREATE TABLE workload.superseded (
    operation_id    bigint      NOT NULL,
    origin_id       bigint      NOT NULL,
    entity_id       bigint      NOT NULL,
    kind            text        NOT NULL,
    version         bigint      NOT NULL,
    digest          bytea       NOT NULL,
    happened_at     timestamptz NOT NULL,
    was_operation   bigint      NOT NULL,
    fact            jsonb       NOT NULL,
    CONSTRAINT superseded_is_kept_once PRIMARY KEY (operation_id, origin_id),
    CONSTRAINT superseded_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT superseded_kind_is_short CHECK (length(kind) <= 40)
);
COMMENT ON COLUMN workload.superseded.kind IS 'the table of the fact';
COMMENT ON COLUMN workload.superseded.fact IS 'pii: the row as it was';
CREATE INDEX superseded_by_entity ON workload.superseded (entity_id);

-- One row for what one operation brought of one kind: the ledger of imports.
CREATE TABLE workload.batch (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    source_id    bigint      NOT NULL,
    operation_id bigint      NOT NULL DEFAULT op.current(),
    kind         text        NOT NULL,
    added        bigint      NOT NULL,
    changed      bigint      NOT NULL,
    unchanged    bigint      NOT NULL,
    older        bigint      NOT NULL,
    repeated     bigint      NOT NULL,
    refused      bigint      NOT NULL,
    merged_by    bigint      NOT NULL DEFAULT sec.me(),
    merged_at    timestamptz NOT NULL DEFAULT now(),
    undone_by    bigint,
    undone_at    timestamptz,
    CONSTRAINT batch_source_is_of_the_entity FOREIGN KEY (source_id, entity_id)
        REFERENCES workload.source (id, entity_id),
    CONSTRAINT batch_brings_a_kind_once UNIQUE (operation_id, source_id, kind),
    CONSTRAINT batch_kind_is_short CHECK (length(kind) <= 40),
    CONSTRAINT batch_is_undone_by_someone CHECK ((undone_by IS NULL) = (undone_at IS NULL))
);
COMMENT ON COLUMN workload.batch.kind IS 'the table of the facts';
CREATE INDEX batch_by_source ON workload.batch (source_id, entity_id);
CREATE INDEX batch_by_entity ON workload.batch (entity_id, merged_at DESC);

-- What customers bought and sent back -----------------------------------------------------------------

CREATE TABLE workload.shop_order (
    id           bigint      NOT NULL,
    entity_id    bigint      NOT NULL,
    source_id    bigint      NOT NULL,
    placed_at    timestamptz NOT NULL,
    number       text,
    customer     bytea,
    items        integer,
    value_minor  bigint,
    currency     text,
    shipped_at   timestamptz,
    delivered_at timestamptz,
    cancelled_at timestamptz,
    operation_id bigint      NOT NULL,
    CONSTRAINT shop_order_is_there_once PRIMARY KEY (id, placed_at),
    CONSTRAINT shop_order_has_an_origin FOREIGN KEY (id, entity_id, placed_at)
        REFERENCES workload.origin (id, entity_id, happened_at),
    CONSTRAINT shop_order_number_is_at_most_60_characters CHECK (length(number) <= 60),
    CONSTRAINT shop_order_customer_is_a_hash CHECK (octet_length(customer) = 32),
    CONSTRAINT shop_order_items_are_not_negative CHECK (items >= 0),
    CONSTRAINT shop_order_value_has_a_currency CHECK ((value_minor IS NULL) = (currency IS NULL)),
    CONSTRAINT shop_order_currency_is_three_capitals CHECK (currency ~ '^[A-Z]{3}$')
) PARTITION BY RANGE (placed_at);
COMMENT ON COLUMN workload.shop_order.number IS 'pii: the number printed for the customer';
COMMENT ON COLUMN workload.shop_order.customer IS 'pii: keyed hash';
CREATE INDEX shop_order_by_day ON workload.shop_order (entity_id, placed_at);

CREATE TABLE workload.shop_refund (
    id                bigint      PRIMARY KEY,
    entity_id         bigint      NOT NULL,
    source_id         bigint      NOT NULL,
    refunded_at       timestamptz NOT NULL,
    order_external_id text,
    amount_minor      bigint      NOT NULL,
    currency          text        NOT NULL,
    reason            text,
    operation_id      bigint      NOT NULL,
    CONSTRAINT shop_refund_has_an_origin FOREIGN KEY (id, entity_id, refunded_at)
        REFERENCES workload.origin (id, entity_id, happened_at),
    CONSTRAINT shop_refund_order_is_at_most_200_characters CHECK (length(order_external_id) <= 200),
    CONSTRAINT shop_refund_is_not_negative CHECK (amount_minor >= 0),
    CONSTRAINT shop_refund_currency_is_three_capitals CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT shop_refund_reason_is_at_most_120_characters CHECK (length(reason) <= 120)
);
COMMENT ON COLUMN workload.shop_refund.order_external_id IS 'what the source calls the order; it may come later';
COMMENT ON COLUMN workload.shop_refund.reason IS 'a code of the shop, no free text';
CREATE INDEX shop_refund_by_day ON workload.shop_refund (entity_id, refunded_at);

CREATE TABLE workload.shop_return (
    id                bigint      PRIMARY KEY,
    entity_id         bigint      NOT NULL,
    source_id         bigint      NOT NULL,
    requested_at      timestamptz NOT NULL,
    order_external_id text,
    items             integer,
    reason            text,
    operation_id      bigint      NOT NULL,
    CONSTRAINT shop_return_has_an_origin FOREIGN KEY (id, entity_id, requested_at)
        REFERENCES workload.origin (id, entity_id, happened_at),
    CONSTRAINT shop_return_order_is_at_most_200_characters CHECK (length(order_external_id) <= 200),
    CONSTRAINT shop_return_items_are_not_negative CHECK (items >= 0),
    CONSTRAINT shop_return_reason_is_at_most_120_characters CHECK (length(reason) <= 120)
);
COMMENT ON COLUMN workload.shop_return.order_external_id IS 'what the source calls the order; it may come later';
COMMENT ON COLUMN workload.shop_return.reason IS 'a code of the shop, no free text';
CREATE INDEX shop_return_by_day ON workload.shop_return (entity_id, requested_at);

-- What they wrote or called about -----------------------------------------------------------------------

-- No subject, no text: only that there was a contact, where, when and about what kind of thing.
CREATE TABLE workload.contact (
    id                bigint      NOT NULL,
    entity_id         bigint      NOT NULL,
    source_id         bigint      NOT NULL,
    opened_at         timestamptz NOT NULL,
    queue_id          bigint      NOT NULL,
    channel_id        bigint      NOT NULL,
    is_inbound        boolean     NOT NULL,
    reason            text,
    customer          bytea,
    order_external_id text,
    agent_reference   text,
    agent_id          bigint,
    first_reply_at    timestamptz,
    solved_at         timestamptz,
    replies           integer,
    reopens           integer,
    operation_id      bigint      NOT NULL,
    CONSTRAINT contact_is_there_once PRIMARY KEY (id, opened_at),
    CONSTRAINT contact_has_an_origin FOREIGN KEY (id, entity_id, opened_at)
        REFERENCES workload.origin (id, entity_id, happened_at),
    CONSTRAINT contact_queue_is_of_the_entity FOREIGN KEY (queue_id, entity_id)
        REFERENCES workload.queue (id, entity_id),
    CONSTRAINT contact_channel_is_of_the_entity FOREIGN KEY (channel_id, entity_id)
        REFERENCES workload.channel (id, entity_id),
    CONSTRAINT contact_agent_is_of_the_entity FOREIGN KEY (agent_id, entity_id)
        REFERENCES people.person (id, entity_id),
    CONSTRAINT contact_reason_is_at_most_120_characters CHECK (length(reason) <= 120),
    CONSTRAINT contact_customer_is_a_hash CHECK (octet_length(customer) = 32),
    CONSTRAINT contact_order_is_at_most_200_characters CHECK (length(order_external_id) <= 200),
    CONSTRAINT contact_agent_reference_is_at_most_200_characters CHECK (length(agent_reference) <= 200),
    CONSTRAINT contact_is_replied_to_after_it_opens CHECK (first_reply_at >= opened_at),
    CONSTRAINT contact_is_solved_after_it_opens CHECK (solved_at >= opened_at),
    CONSTRAINT contact_counts_are_not_negative CHECK (replies >= 0 AND reopens >= 0)
) PARTITION BY RANGE (opened_at);
COMMENT ON COLUMN workload.contact.reason IS 'a code of the help desk, no free text';
COMMENT ON COLUMN workload.contact.customer IS 'pii: keyed hash';
COMMENT ON COLUMN workload.contact.order_external_id IS 'what the shop calls the order';
COMMENT ON COLUMN workload.contact.agent_reference IS 'pii: what the source calls the agent';
CREATE INDEX contact_by_queue ON workload.contact (queue_id, entity_id, channel_id, opened_at);
CREATE INDEX contact_by_channel ON workload.contact (channel_id, entity_id);
CREATE INDEX contact_by_agent ON workload.contact (agent_id, entity_id, opened_at);
CREATE INDEX contact_by_entity ON workload.contact (entity_id, opened_at);

-- One stretch of an agent's work on a contact. Absence of handle time is data: it is never derived from
-- how long a contact stayed open.
CREATE TABLE workload.handle_spell (
    id                  bigint      NOT NULL,
    entity_id           bigint      NOT NULL,
    source_id           bigint      NOT NULL,
    started_at          timestamptz NOT NULL,
    handle_seconds      integer     NOT NULL,
    queue_id            bigint      NOT NULL,
    channel_id          bigint      NOT NULL,
    contact_external_id text,
    agent_reference     text,
    agent_id            bigint,
    operation_id        bigint      NOT NULL,
    CONSTRAINT handle_spell_is_there_once PRIMARY KEY (id, started_at),
    CONSTRAINT handle_spell_has_an_origin FOREIGN KEY (id, entity_id, started_at)
        REFERENCES workload.origin (id, entity_id, happened_at),
    CONSTRAINT handle_spell_queue_is_of_the_entity FOREIGN KEY (queue_id, entity_id)
        REFERENCES workload.queue (id, entity_id),
    CONSTRAINT handle_spell_channel_is_of_the_entity FOREIGN KEY (channel_id, entity_id)
        REFERENCES workload.channel (id, entity_id),
    CONSTRAINT handle_spell_agent_is_of_the_entity FOREIGN KEY (agent_id, entity_id)
        REFERENCES people.person (id, entity_id),
    CONSTRAINT handle_spell_lasts_at_most_a_day CHECK (handle_seconds BETWEEN 0 AND 86400),
    CONSTRAINT handle_spell_contact_is_at_most_200_characters CHECK (length(contact_external_id) <= 200),
    CONSTRAINT handle_spell_agent_reference_is_at_most_200_characters CHECK (length(agent_reference) <= 200)
) PARTITION BY RANGE (started_at);
COMMENT ON COLUMN workload.handle_spell.contact_external_id IS 'what the source calls the contact';
COMMENT ON COLUMN workload.handle_spell.agent_reference IS 'pii: what the source calls the agent';
CREATE INDEX handle_spell_by_queue ON workload.handle_spell (queue_id, entity_id, channel_id, started_at);
CREATE INDEX handle_spell_by_channel ON workload.handle_spell (channel_id, entity_id);
CREATE INDEX handle_spell_by_agent ON workload.handle_spell (agent_id, entity_id, started_at);
CREATE INDEX handle_spell_by_entity ON workload.handle_spell (entity_id, started_at);

-- What the customer thought: -1, 0 or 1, beside the words of the source's own scale. The agent is the one
-- who was rated, whoever holds the contact now.
CREATE TABLE workload.survey (
    id                  bigint      PRIMARY KEY,
    entity_id           bigint      NOT NULL,
    source_id           bigint      NOT NULL,
    answered_at         timestamptz NOT NULL,
    score               smallint    NOT NULL,
    raw_score           text,
    queue_id            bigint,
    contact_external_id text,
    agent_reference     text,
    agent_id            bigint,
    operation_id        bigint      NOT NULL,
    CONSTRAINT survey_has_an_origin FOREIGN KEY (id, entity_id, answered_at)
        REFERENCES workload.origin (id, entity_id, happened_at),
    CONSTRAINT survey_queue_is_of_the_entity FOREIGN KEY (queue_id, entity_id)
        REFERENCES workload.queue (id, entity_id),
    CONSTRAINT survey_agent_is_of_the_entity FOREIGN KEY (agent_id, entity_id)
        REFERENCES people.person (id, entity_id),
    CONSTRAINT survey_score_is_a_sign CHECK (score BETWEEN -1 AND 1),
    CONSTRAINT survey_raw_score_is_at_most_40_characters CHECK (length(raw_score) <= 40),
    CONSTRAINT survey_contact_is_at_most_200_characters CHECK (length(contact_external_id) <= 200),
    CONSTRAINT survey_agent_reference_is_at_most_200_characters CHECK (length(agent_reference) <= 200)
);
COMMENT ON COLUMN workload.survey.raw_score IS 'the score as the source writes it';
COMMENT ON COLUMN workload.survey.contact_external_id IS 'what the source calls the contact';
COMMENT ON COLUMN workload.survey.agent_reference IS 'pii: what the source calls the agent';
CREATE INDEX survey_by_queue ON workload.survey (queue_id, entity_id);
CREATE INDEX survey_by_agent ON workload.survey (agent_id, entity_id, answered_at);
CREATE INDEX survey_by_entity ON workload.survey (entity_id, answered_at);

-- How many there were -----------------------------------------------------------------------------------

-- A queue's contacts of one channel in one interval, as the telephone or help-desk system counted them.
-- The local day and slot are the queue's site's; a day of 23 or 25 hours has as many slots.
CREATE TABLE workload.interval_volume (
    id             bigint      PRIMARY KEY,
    entity_id      bigint      NOT NULL,
    source_id      bigint      NOT NULL,
    queue_id       bigint      NOT NULL,
    channel_id     bigint      NOT NULL,
    starts_at      timestamptz NOT NULL,
    minutes        smallint    NOT NULL,
    local_on       date        NOT NULL,
    local_minute   smallint    NOT NULL,
    offered        integer     NOT NULL,
    handled        integer,
    abandoned      integer,
    handle_seconds bigint,
    operation_id   bigint      NOT NULL,
    CONSTRAINT interval_volume_has_an_origin FOREIGN KEY (id, entity_id, starts_at)
        REFERENCES workload.origin (id, entity_id, happened_at),
    CONSTRAINT interval_volume_queue_is_of_the_entity FOREIGN KEY (queue_id, entity_id)
        REFERENCES workload.queue (id, entity_id),
    CONSTRAINT interval_volume_channel_is_of_the_entity FOREIGN KEY (channel_id, entity_id)
        REFERENCES workload.channel (id, entity_id),
    CONSTRAINT interval_volume_is_counted_once UNIQUE (queue_id, channel_id, starts_at, source_id),
    CONSTRAINT interval_volume_lasts_5_10_15_30_or_60_minutes CHECK (minutes IN (5, 10, 15, 30, 60)),
    CONSTRAINT interval_volume_begins_on_its_grid
        CHECK (extract(epoch FROM starts_at)::bigint % 300 = 0 AND local_minute BETWEEN 0 AND 1439),
    CONSTRAINT interval_volume_counts_are_not_negative
        CHECK (offered >= 0 AND handled >= 0 AND abandoned >= 0 AND handle_seconds >= 0),
    CONSTRAINT interval_volume_abandons_at_most_what_was_offered CHECK (abandoned <= offered)
);
CREATE INDEX interval_volume_by_queue ON workload.interval_volume (queue_id, entity_id, channel_id, starts_at);
CREATE INDEX interval_volume_by_channel ON workload.interval_volume (channel_id, entity_id);
CREATE INDEX interval_volume_by_entity ON workload.interval_volume (entity_id, starts_at);

-- Any count over local time: orders a day, cancellations a day, orders an hour. A day without a row was not
-- counted, which is not the same as zero.
CREATE TABLE workload.series_volume (
    id           bigint      PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    source_id    bigint      NOT NULL,
    series       text        NOT NULL,
    local_on     date        NOT NULL,
    local_minute smallint    NOT NULL,
    minutes      smallint    NOT NULL,
    starts_at    timestamptz NOT NULL,
    volume       bigint      NOT NULL,
    operation_id bigint      NOT NULL,
    CONSTRAINT series_volume_has_an_origin FOREIGN KEY (id, entity_id, starts_at)
        REFERENCES workload.origin (id, entity_id, happened_at),
    CONSTRAINT series_volume_source_is_of_the_entity FOREIGN KEY (source_id, entity_id)
        REFERENCES workload.source (id, entity_id),
    CONSTRAINT series_volume_is_counted_once UNIQUE (source_id, series, minutes, local_on, local_minute),
    CONSTRAINT series_volume_series_is_1_to_60_plain_letters CHECK (series ~ '^[a-z][a-z0-9_-]{0,59}$'),
    CONSTRAINT series_volume_lasts_an_hour_or_a_day CHECK (minutes IN (60, 1440)),
    CONSTRAINT series_volume_begins_on_its_grid
        CHECK (local_minute BETWEEN 0 AND 1439 AND local_minute % minutes = 0),
    CONSTRAINT series_volume_is_not_negative CHECK (volume >= 0)
);
COMMENT ON COLUMN workload.series_volume.series IS 'what is counted, such as orders';
CREATE INDEX series_volume_by_day ON workload.series_volume (entity_id, series, minutes, local_on);
CREATE INDEX series_volume_by_source ON workload.series_volume (source_id, entity_id);

-- On their way in ---------------------------------------------------------------------------------------

-- COPY goes where no policy stands, so it goes here. Staged rows live and die inside one transaction: nobody
-- else ever sees them, and a merge looks only at those of its own. The column xid cannot be chosen.
CREATE UNLOGGED TABLE stage.fact (
    line        integer     NOT NULL,
    source_id   bigint      NOT NULL,
    external_id text        NOT NULL,
    version     bigint      NOT NULL,
    digest      bytea       NOT NULL,
    happened_at timestamptz,
    xid         xid8        NOT NULL DEFAULT pg_current_xact_id()
);
COMMENT ON TABLE stage.fact IS 'no policies: rows never outlive their transaction';
CREATE UNLOGGED TABLE stage.shop_order (
    number text, customer text, customer_hash bytea, items integer, value_minor bigint, currency text,
    shipped_at timestamptz, delivered_at timestamptz, cancelled_at timestamptz
) INHERITS (stage.fact);
CREATE UNLOGGED TABLE stage.shop_refund (
    order_external_id text, amount_minor bigint, currency text, reason text
) INHERITS (stage.fact);
CREATE UNLOGGED TABLE stage.shop_return (
    order_external_id text, items integer, reason text
) INHERITS (stage.fact);
CREATE UNLOGGED TABLE stage.contact (
    queue text, channel text, is_inbound boolean, reason text, customer text, customer_hash bytea,
    order_external_id text, agent text, first_reply_at timestamptz, solved_at timestamptz,
    replies integer, reopens integer
) INHERITS (stage.fact);
CREATE UNLOGGED TABLE stage.handle_spell (
    queue text, channel text, handle_seconds integer, contact_external_id text, agent text
) INHERITS (stage.fact);
CREATE UNLOGGED TABLE stage.survey (
    queue text, score smallint, raw_score text, contact_external_id text, agent text
) INHERITS (stage.fact);
CREATE UNLOGGED TABLE stage.interval_volume (
    queue text, channel text, local_on date, local_minute smallint, fold smallint, minutes smallint,
    offered integer, handled integer, abandoned integer, handle_seconds bigint
) INHERITS (stage.fact);
CREATE UNLOGGED TABLE stage.series_volume (
    series text, local_on date, local_minute smallint, minutes smallint, volume bigint
) INHERITS (stage.fact);
COMMENT ON COLUMN stage.shop_order.customer IS 'pii: hashed before it is stored, then empty';
COMMENT ON COLUMN stage.contact.customer IS 'pii: hashed before it is stored, then empty';

SELECT sec.guard('workload.channel'), sec.guard('workload.queue'), sec.guard('workload.source'),
       sec.guard('workload.agent_identity'), sec.guard('workload.customer_key'), sec.guard('workload.origin'),
       sec.guard('workload.superseded'), sec.guard('workload.batch'), sec.guard('workload.shop_order'),
       sec.guard('workload.shop_refund'), sec.guard('workload.shop_return'), sec.guard('workload.contact'),
       sec.guard('workload.handle_spell'), sec.guard('workload.survey'), sec.guard('workload.interval_volume'),
       sec.guard('workload.series_volume');
SELECT audit.watch('workload.channel'), audit.watch('workload.queue'), audit.watch('workload.source'),
       audit.watch('workload.agent_identity'), audit.watch('workload.batch');
