create table ledger_movement (
  n {bigint} primary key,
  act text not null,
  from_account text not null,
  from_place text not null,
  to_account text not null,
  to_place text not null,
  blanks {bigint} not null check (blanks > 0),
  first_serial text,
  last_serial text,
  job text,
  at {bigint} not null,
  actor text not null,
  reason text,
  check ((first_serial is null) = (last_serial is null))
) {strict};

create index ledger_movement_job on ledger_movement (job, n);

create table ledger_named (
  serial text not null references blank (serial),
  movement {bigint} not null references ledger_movement (n),
  primary key (serial, movement)
) {strict};

insert into ledger_movement (n, act, from_account, from_place, to_account, to_place, blanks,
  first_serial, last_serial, job, at, actor, reason)
select t.movement,
  case t.account when 'received' then 'receive' when 'vault' then 'store'
    when 'at_station' then 'arrive' when 'loaded' then 'load' else 'print' end,
  f.account, f.place, t.account, t.place, 1, t.serial, t.serial, t.job, t.at, t.actor, t.reason
from ledger_entry t
  join ledger_entry f on f.movement = t.movement and f.side = 'from'
where t.side = 'to';

insert into ledger_named (serial, movement)
select serial, movement from ledger_entry where side = 'to' and serial is not null;

drop table ledger_entry;

create view ledger_entry as
select n as movement, 'from' as side, from_account as account, from_place as place,
  -blanks as amount, case when first_serial is null then 0 else -blanks end as named,
  job, at, actor, reason
from ledger_movement
union all
select n, 'to', to_account, to_place, blanks,
  case when first_serial is null then 0 else blanks end, job, at, actor, reason
from ledger_movement;

create table ledger_balance (
  account text not null,
  place text not null,
  blanks {bigint} not null,
  named {bigint} not null,
  primary key (account, place)
) {strict};

insert into ledger_balance (account, place, blanks, named)
select account, place, sum(amount), sum(named) from ledger_entry group by account, place;

drop index blank_account;

create index blank_account on blank (account, place, serial);

create table transfer (
  id text primary key,
  from_place text not null,
  to_place text not null,
  blanks {bigint} not null,
  reason text,
  sent_at {bigint} not null,
  sent_by text not null,
  received_at {bigint},
  received_by text,
  counted {bigint},
  check (from_place <> to_place)
) {strict};

create index transfer_newest on transfer (sent_at, id);

create table transfer_difference (
  transfer text not null references transfer (id),
  serial text not null,
  kind text not null check (kind in ('missing', 'unexpected')),
  primary key (transfer, serial)
) {strict};

create table witness_request (
  id text primary key,
  act text not null check (act in ('destroy', 'lose', 'find')),
  place text not null,
  blanks {bigint} not null,
  reason text not null,
  asked_at {bigint} not null,
  asked_by text not null,
  state text not null check (state in ('waiting', 'confirmed', 'refused')),
  decided_at {bigint},
  decided_by text,
  answer text,
  check (state <> 'confirmed' or (decided_by is not null and decided_by <> asked_by))
) {strict};

create index witness_request_state on witness_request (state, asked_at, id);

create index witness_request_decided on witness_request (decided_at, id);

create table witness_request_serial (
  request text not null references witness_request (id),
  serial text not null references blank (serial),
  primary key (serial, request)
) {strict};

create index witness_request_serials on witness_request_serial (request, serial);

create table shift_count (
  id text primary key,
  station text not null references station (id),
  counted_at {bigint} not null,
  counted_by text not null,
  hopper {bigint} not null,
  tray {bigint} not null,
  reject_box {bigint} not null,
  shelf {bigint} not null,
  expected_hopper {bigint} not null,
  expected_tray {bigint} not null,
  expected_reject_box {bigint} not null,
  expected_shelf {bigint} not null,
  unsettled {bigint} not null,
  state text not null check (state in ('closed', 'differs', 'counted_again', 'accepted')),
  settled_at {bigint},
  settled_by text,
  reason text,
  check (state <> 'accepted' or (settled_by is not null and settled_by <> counted_by))
) {strict};

create index shift_count_station on shift_count (station, counted_at);

create index shift_count_state on shift_count (state, counted_at, id);

create index shift_count_newest on shift_count (counted_at, id);
