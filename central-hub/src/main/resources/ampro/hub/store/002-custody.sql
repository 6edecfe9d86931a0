-- terms, recovery, the second person's confirmation, reprints

create table custody (
  one integer primary key check (one = 1),
  term {bigint} not null,
  whole integer not null check (whole in (0, 1)),
  since {bigint} not null,
  last_application {bigint} not null default 0,
  why text
) {strict};

alter table station add column boot_up {bigint} not null default 0;

alter table station add column asked_from {bigint} not null default 0;

alter table station add column reported_term {bigint} not null default 0;

alter table station add column takeovers integer not null default 0;

alter table station add column takeovers_since {bigint};

alter table station add column feeding text;

alter table station add column locked text;

alter table print_job add column replaces text references print_job (id);

alter table print_job add column account text not null default 'loaded';

alter table print_job add column withdrawn integer not null default 0;

alter table print_job add column answer text;

create index print_job_station on print_job (station, status);
