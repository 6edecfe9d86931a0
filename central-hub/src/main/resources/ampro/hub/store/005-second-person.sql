-- acts that one person asks for and another decides

create table second_person (
  id text primary key,
  kind text not null,
  object text not null,
  facts text not null,
  reason text not null,
  asked_by text not null,
  asked_at {bigint} not null,
  expires_at {bigint} not null,
  state text not null check (state in ('waiting', 'approved', 'refused', 'expired')),
  decided_by text,
  decided_at {bigint},
  answer text,
  check (state <> 'approved' or (decided_by is not null and decided_by <> asked_by))
) {strict};

create unique index second_person_waiting on second_person (kind, object)
  where state = 'waiting';

create index second_person_object on second_person (object, asked_at);

alter table station add column offline text;
