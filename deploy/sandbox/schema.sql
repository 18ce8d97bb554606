-- The sandbox's own database. Applied at every start; every statement may run twice.

create table if not exists clock (
    id             int primary key check (id = 1),
    version        bigint not null,
    offset_seconds bigint not null
);
insert into clock values (1, 1, 0) on conflict do nothing;

create table if not exists identity_keys (
    name     text primary key,
    material bytea not null
);

create table if not exists faults (
    id           bigint generated always as identity primary key,
    target       text not null,
    kind         text not null,
    milliseconds int,
    code         text,
    amount_fen   bigint,
    match        text,
    times        int not null,
    used         int not null default 0,
    cleared      boolean not null default false
);

-- The banks' books. A posting moves one amount from one account to another under one bank reference.
create sequence if not exists bank_references;

create table if not exists accounts (
    bank        text not null,
    account     text not null,
    name        text not null,
    status      text not null check (status in ('open', 'closed')),
    kind        text not null check (kind in ('escrow', 'collection', 'funding', 'customer')),
    balance_fen bigint not null default 0,
    primary key (bank, account)
);

create table if not exists entries (
    id                   bigint generated always as identity primary key,
    bank_reference       text not null,
    bank                 text not null,
    account              text not null,
    direction            text not null check (direction in ('debit', 'credit')),
    amount_fen           bigint not null check (amount_fen > 0),
    counterparty_bank    text not null,
    counterparty_account text not null,
    counterparty_name    text not null,
    reference            text,
    remittance_info      text not null,
    reverses             text,
    at                   timestamptz not null,
    business_date        date not null,
    unique (bank_reference, direction),
    foreign key (bank, account) references accounts (bank, account)
);
create index if not exists entries_by_account on entries (bank, account, business_date, id);
create unique index if not exists entries_reversed_once on entries (reverses, direction) where reverses is not null;

create or replace function entries_are_append_only() returns trigger language plpgsql as
$$ begin raise exception 'entries are append-only'; end $$;
create or replace trigger entries_append_only before update or delete on entries
    for each row execute function entries_are_append_only();

create table if not exists payments (
    bank             text not null,
    reference        text not null,
    content_hash     text not null,
    debtor_account   text not null,
    creditor_bank    text not null,
    creditor_account text not null,
    creditor_name    text not null,
    amount_fen       bigint not null,
    purpose          text not null,
    remittance_info  text not null,
    status           text not null check (status in ('accepted', 'settled', 'refused', 'returned')),
    bank_reference   text,
    code             text,
    reason           text,
    at               timestamptz not null,
    settle_due       timestamptz,
    silenced_by      bigint,
    advice_copies    int not null default 1,
    primary key (bank, reference)
);
create index if not exists payments_to_settle on payments (settle_due) where status = 'accepted';

create table if not exists loans (
    bank               text not null,
    loan_no            text not null,
    borrower           text not null,
    principal_fen      bigint not null,
    daily_interest_fen bigint not null,
    penalty_fen        bigint not null,
    interest_from      date not null,
    paid_fen           bigint not null default 0,
    status             text not null default 'open' check (status in ('open', 'settled')),
    primary key (bank, loan_no)
);

create table if not exists applications (
    acceptance_no text primary key,
    content       jsonb not null,
    status        text not null
);

-- The enterprise registry and the officers' system. What is told of one thing waits for what was told of it before.
create table if not exists enterprises (
    uscc          text primary key,
    profile       jsonb not null,
    status        text not null check (status in ('open', 'deregistered')),
    last_delivery bigint
);

create table if not exists officers (
    certificate_no text primary key,
    term           jsonb not null,
    status         text not null check (status in ('valid', 'suspended')),
    last_delivery  bigint
);

create table if not exists offline_records (
    body      text not null,
    record_no text not null,
    content   jsonb not null,
    uploads   int not null default 1,
    primary key (body, record_no)
);

-- Everything that the sandbox owes to the platform: advices of the banks, notices of the registry, and what the offices tell.
create table if not exists deliveries (
    id           bigint generated always as identity primary key,
    key          text not null,
    channel      text not null,
    sender       text not null,
    target       text not null,
    subject      text not null,
    body         text not null,
    options      jsonb not null default '{}',
    after        bigint,
    fault_met    boolean not null default false,
    status       text not null default 'pending' check (status in ('pending', 'delivered', 'stopped', 'dropped')),
    attempts     int not null default 0,
    next_attempt timestamptz not null default now(),
    last_status  int,
    last_answer  text,
    created_at   timestamptz not null default now()
);
-- Databases of before know fewer channels.
alter table deliveries drop constraint if exists deliveries_channel_check;
create index if not exists deliveries_pending on deliveries (next_attempt) where status = 'pending';
create index if not exists deliveries_after on deliveries (after) where after is not null;
