-- The projection of a journal's event log. Amounts are exact; times are cut to PostgreSQL's microseconds, and *_ns columns
-- have the nanoseconds since 1970-01-01T00:00:00Z beside them. Account -1 in the log, everybody, is null here.

create table projection (
  is_one      boolean primary key default true check (is_one),
  journal     uuid    not null,
  position    bigint  not null,
  sequence    bigint  not null
);
comment on table  projection          is 'How far the tables are; written with them in one transaction';
comment on column projection.journal  is 'Identity of the journal that they are of';
comment on column projection.position is 'Of the newest event of the log that is in them';
comment on column projection.sequence is 'Of the journal''s newest input whose names are in them';

create table instruments (
  id       integer primary key,
  symbol   text    not null,
  sequence bigint  not null
);

create table accounts (
  id         integer primary key,
  name       text    not null,
  start_cash numeric not null,
  sequence   bigint  not null
);

create table events (
  id              uuid        not null,
  type            text        not null,
  source_id       text        not null,
  priority        smallint    not null,
  targets         text[]      not null,
  title           text        not null,
  payload         jsonb       not null,
  tags            text[]      not null,
  created_at      timestamptz not null,
  created_at_ns   bigint      not null,
  stream          text,
  account         integer,
  stream_position bigint,
  sequence        bigint      not null,
  index           integer     not null,
  position        bigint      primary key
);
create unique index events_id on events (id);
create index events_type on events (type, position);
create index events_source on events (source_id, position);
create index events_stream on events (stream, account, stream_position);
create index events_created_at on events (created_at);
comment on column events.id              is 'Made of the journal''s identity and the position: the same however often it is projected';
comment on column events.source_id       is 'What it is about: strategy-ID, condition-ID, feed-ID or host';
comment on column events.priority        is '1 first, 10 last';
comment on column events.targets         is 'Names of the accounts it is for; empty for everybody';
comment on column events.payload         is 'The message''s fields: decimals are exact numbers, times ISO 8601 with nanoseconds';
comment on column events.tags            is 'Category, scope, critical, then strategy and symbol by name';
comment on column events.stream          is 'Channel; null for a command to a broker';
comment on column events.stream_position is 'Position among what the account, or everybody, had in the channel, from 1';
comment on column events.sequence        is 'Of the input that caused it, in the journal';
comment on column events.index           is 'Place among all that the input caused';
comment on column events.position        is 'Place in the event log';

create table strategies (
  id            bigint  primary key,
  name          text    not null,
  account       integer not null,
  instrument_id integer not null,
  symbol        text,
  position_side text    not null,
  logic         text    not null,
  state         text    not null,
  entry_at      timestamptz,
  exit_at       timestamptz,
  stop_level    numeric,
  round_count   bigint  not null,
  win_count     bigint  not null,
  realized_pnl  numeric not null,
  exit_reason   text,
  stop_reason   text,
  created_at    timestamptz not null,
  started_at    timestamptz,
  last_position bigint
);
comment on column strategies.id            is 'Sequence of the input that created it';
comment on column strategies.state         is 'CREATED, REFUSED, or its runner''s: IDLE, ANALYZING, IN_POSITION, EXITING';
comment on column strategies.exit_reason   is 'Why its last round ended';
comment on column strategies.stop_reason   is 'Why it enters no more';
comment on column strategies.last_position is 'Newest event that changed the row';

create table orders (
  id              bigint  primary key,
  strategy_id     bigint  not null,
  account         integer,
  instrument_id   integer,
  symbol          text,
  side            text,
  order_type      text,
  purpose         text,
  quantity        numeric,
  limit_price     numeric,
  state           text,
  filled_quantity numeric not null,
  fee             numeric not null,
  reject_reason   text,
  sent_count      integer not null,
  sent_at         timestamptz,
  sent_at_ns      bigint,
  accepted_at     timestamptz,
  ended_at        timestamptz,
  last_position   bigint  not null
);
create index orders_strategy on orders (strategy_id);
create index orders_live on orders (id) where ended_at is null;
comment on column orders.id         is 'Client order id';
comment on column orders.state      is 'As the core told last; INITIALIZED while it waits for the broker''s link';
comment on column orders.sent_count is 'Sendings: more than one where the broker had lost it';
comment on column orders.sent_at    is 'The first one';

create table fills (
  position        bigint  primary key,
  event_id        uuid    not null,
  order_id        bigint  not null,
  strategy_id     bigint  not null,
  account         integer,
  instrument_id   integer not null,
  symbol          text,
  side            text,
  purpose         text,
  quantity        numeric not null,
  price           numeric not null,
  fee             numeric not null,
  cum_quantity    numeric not null,
  leaves_quantity numeric not null,
  filled_at       timestamptz not null,
  filled_at_ns    bigint  not null
);
create index fills_order on fills (order_id);

create table positions (
  id             bigint  primary key,
  strategy_id    bigint  not null,
  account        integer,
  instrument_id  integer not null,
  symbol         text,
  side           text,
  state          text    not null,
  quantity       numeric not null,
  entry_quantity numeric not null,
  entry_price    numeric not null,
  exit_price     numeric,
  realized_pnl   numeric,
  exit_reason    text,
  opened_at      timestamptz not null,
  opened_at_ns   bigint  not null,
  closed_at      timestamptz,
  closed_at_ns   bigint,
  last_position  bigint  not null
);
create index positions_strategy on positions (strategy_id, id);
comment on column positions.id             is 'Position in the event log of the event that opened it';
comment on column positions.state          is 'OPEN or CLOSED; a fill that comes after the end changes the figures of a closed one';
comment on column positions.quantity       is 'Held now';
comment on column positions.entry_quantity is 'Of all entry''s fills';
comment on column positions.entry_price    is 'Average';
comment on column positions.realized_pnl   is 'After fees';
