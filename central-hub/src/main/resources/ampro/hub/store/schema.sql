-- Made from the migrations by SchemaTest; not run.

CREATE TABLE account (
  id text primary key,
  name text not null,
  role text not null check (role in ('admin', 'manager', 'officer', 'operator', 'shipping',
    'collection', 'technician', 'auditor', 'viewer')),
  site text references site (code),
  password text not null,
  created_at integer not null
) strict;

CREATE TABLE alert (
  n integer primary key,
  code text not null,
  object text not null,
  detail text not null,
  at integer not null
) strict;

CREATE INDEX alert_object on alert (object, code, at);

CREATE TABLE api_token (
  key_sha256 text primary key,
  account text not null references account (id),
  created_at integer not null
) strict;

CREATE TABLE application (
  id text primary key,
  status text not null check (status in ('applied', 'submitted', 'under_review',
    'pending_documents', 'pending_payment', 'approved', 'license_generated',
    'queued_for_printing', 'printing', 'printed', 'shipped', 'ready_for_collection',
    'completed', 'rejected', 'cancelled')),
  version integer not null,
  type text not null check (type in ('new', 'renewal', 'replacement', 'upgrade', 'conversion')),
  site text not null references site (code),
  holder text not null,
  categories text not null,
  entered_by text not null,
  licence text unique,
  rule_report text,
  created_at integer not null,
  changed_at integer not null
) strict;

CREATE INDEX application_status on application (status, changed_at);

CREATE TABLE application_history (
  application text not null references application (id),
  version integer not null,
  from_status text,
  to_status text not null,
  at integer not null,
  actor text not null,
  reason text,
  primary key (application, version)
) strict;

CREATE TABLE audit (
  n integer primary key,
  at integer not null,
  actor text not null,
  action text not null,
  object text not null,
  reason text,
  before text,
  after text,
  prev text not null,
  hash text not null unique
) strict;

CREATE INDEX audit_object on audit (object, n);

CREATE TABLE blank (
  serial text primary key,
  account text not null check (account in ('received', 'vault', 'in_transit', 'at_station',
    'loaded', 'in_printer', 'out_tray', 'in_doubt', 'issued', 'spoiled', 'test', 'lost',
    'destroyed')),
  place text not null,
  changed_at integer not null
) strict;

CREATE INDEX blank_account on blank (account, place, serial);

CREATE TABLE card (
  identity text primary key,
  job text not null references print_job (id),
  licence text not null references licence (number),
  term integer not null,
  n integer not null,
  status text not null check (status in ('pending', 'live', 'void', 'spoiled', 'revoked',
    'destroyed')),
  artwork_sha256 text not null,
  artwork text not null,
  unique (term, n)
) strict;

CREATE TABLE counter (
  name text primary key,
  value integer not null
) strict;

CREATE TABLE custody (
  one integer primary key check (one = 1),
  term integer not null,
  whole integer not null check (whole in (0, 1)),
  since integer not null,
  last_application integer not null default 0,
  why text
, custodian text, last_token integer not null default 0) strict;

CREATE TABLE dead_letter (
  n integer primary key,
  topic text not null,
  why text not null,
  payload blob not null,
  received_at integer not null
) strict;

CREATE TABLE hand_over (
  licence text primary key references licence (number),
  card text not null references card (identity),
  document text not null,
  at integer not null,
  actor text not null
) strict;

CREATE TABLE label (
  id text primary key,
  parcel text not null references parcel (sscc),
  token text not null unique,
  station text not null references station (id),
  status text not null check (status in ('asked', 'printed', 'unknown', 'replaced')),
  data text not null,
  at integer not null
) strict;

CREATE TABLE ledger_balance (
  account text not null,
  place text not null,
  blanks integer not null,
  named integer not null,
  primary key (account, place)
) strict;

CREATE VIEW ledger_entry as
select n as movement, 'from' as side, from_account as account, from_place as place,
  -blanks as amount, case when first_serial is null then 0 else -blanks end as named,
  job, at, actor, reason
from ledger_movement
union all
select n, 'to', to_account, to_place, blanks,
  case when first_serial is null then 0 else blanks end, job, at, actor, reason
from ledger_movement;

CREATE TABLE ledger_movement (
  n integer primary key,
  act text not null,
  from_account text not null,
  from_place text not null,
  to_account text not null,
  to_place text not null,
  blanks integer not null check (blanks > 0),
  first_serial text,
  last_serial text,
  job text,
  at integer not null,
  actor text not null,
  reason text,
  check ((first_serial is null) = (last_serial is null))
) strict;

CREATE INDEX ledger_movement_job on ledger_movement (job, n);

CREATE TABLE ledger_named (
  serial text not null references blank (serial),
  movement integer not null references ledger_movement (n),
  primary key (serial, movement)
) strict;

CREATE TABLE licence (
  number text primary key,
  application text not null unique references application (id),
  status text not null check (status in ('pending_collection', 'active', 'expired', 'suspended',
    'revoked')),
  issued_on text not null,
  expires_on text not null
) strict;

CREATE TABLE migration (
  version integer primary key,
  sha256 text not null
) strict;

CREATE TABLE outbox (
  n integer primary key,
  station text not null references station (id),
  kind text not null,
  body text not null,
  created_at integer not null
) strict;

CREATE TABLE parcel (
  sscc text primary key,
  site text not null references site (code),
  status text not null check (status in ('pending', 'in_transit', 'delivered', 'failed',
    'returned', 'lost')),
  version integer not null,
  created_at integer not null,
  changed_at integer not null
) strict;

CREATE TABLE parcel_card (
  parcel text not null references parcel (sscc),
  card text not null unique references card (identity),
  application text not null references application (id),
  received_at integer,
  primary key (parcel, card)
) strict;

CREATE TABLE picture (
  application text primary key references application (id),
  portrait blob not null,
  signature blob
) strict;

CREATE TABLE print_job (
  id text primary key,
  application text not null references application (id),
  licence text not null references licence (number),
  site text not null references site (code),
  priority integer not null check (priority between 1 and 3),
  status text not null check (status in ('queued', 'assigned', 'printing', 'quality_check',
    'completed', 'failed', 'in_doubt', 'held', 'cancelled', 'recovery')),
  version integer not null,
  station text references station (id),
  term integer,
  n integer,
  card text,
  blank text,
  reason text,
  queued_at integer not null,
  changed_at integer not null,
  sent_at integer,
  received_at integer,
  started_at integer,
  finished_at integer
, replaces text references print_job (id), account text not null default 'loaded', withdrawn integer not null default 0, answer text, further integer not null default 0, last_token integer not null default 0) strict;

CREATE INDEX print_job_application on print_job (application);

CREATE UNIQUE INDEX print_job_one_open on print_job (application)
  where status not in ('completed', 'failed', 'cancelled');

CREATE INDEX print_job_queue
on print_job (status, priority desc, queued_at, length(id), id);

CREATE INDEX print_job_station on print_job (station, status);

CREATE TABLE print_job_history (
  job text not null references print_job (id),
  version integer not null,
  from_status text,
  to_status text not null,
  at integer not null,
  actor text not null,
  reason text,
  primary key (job, version)
) strict;

CREATE TABLE second_person (
  id text primary key,
  kind text not null,
  object text not null,
  facts text not null,
  reason text not null,
  asked_by text not null,
  asked_at integer not null,
  expires_at integer not null,
  state text not null check (state in ('waiting', 'approved', 'refused', 'expired')),
  decided_by text,
  decided_at integer,
  answer text,
  check (state <> 'approved' or (decided_by is not null and decided_by <> asked_by))
) strict;

CREATE INDEX second_person_object on second_person (object, asked_at);

CREATE UNIQUE INDEX second_person_waiting on second_person (kind, object)
  where state = 'waiting';

CREATE TABLE session (
  key_sha256 text primary key,
  account text not null references account (id),
  csrf text not null,
  created_at integer not null,
  seen_at integer not null
) strict;

CREATE TABLE shift_count (
  id text primary key,
  station text not null references station (id),
  counted_at integer not null,
  counted_by text not null,
  hopper integer not null,
  tray integer not null,
  reject_box integer not null,
  shelf integer not null,
  expected_hopper integer not null,
  expected_tray integer not null,
  expected_reject_box integer not null,
  expected_shelf integer not null,
  unsettled integer not null,
  state text not null check (state in ('closed', 'differs', 'counted_again', 'accepted')),
  settled_at integer,
  settled_by text,
  reason text, connected integer not null default 1, movement integer not null default 0,
  check (state <> 'accepted' or (settled_by is not null and settled_by <> counted_by))
) strict;

CREATE INDEX shift_count_newest on shift_count (counted_at, id);

CREATE INDEX shift_count_state on shift_count (state, counted_at, id);

CREATE INDEX shift_count_station on shift_count (station, counted_at);

CREATE TABLE site (
  code text primary key,
  name text not null,
  address text not null
) strict;

CREATE TABLE station (
  id text primary key,
  site text not null references site (code),
  incarnation text not null,
  secret_sha256 text not null,
  enrolled_at integer not null,
  state text not null check (state in ('enrolled', 'open', 'quarantined', 'retired')),
  boot text,
  seen_at integer,
  hello_at integer,
  printers text,
  acked_seq integer not null,
  acked_hash text
, asked_from integer not null default 0, reported_term integer not null default 0, feeding text, locked text, takeovers_at text not null default '', offline text) strict;

CREATE TABLE station_boot (
  station text not null references station (id),
  incarnation text not null,
  boot text not null,
  up integer not null,
  primary key (station, incarnation, boot)
) strict;

CREATE TABLE station_event (
  station text not null references station (id),
  incarnation text not null,
  seq integer not null,
  hash text not null,
  body text not null,
  received_at integer not null,
  primary key (station, incarnation, seq)
) strict;

CREATE TABLE transfer (
  id text primary key,
  from_place text not null,
  to_place text not null,
  blanks integer not null,
  reason text,
  sent_at integer not null,
  sent_by text not null,
  received_at integer,
  received_by text,
  counted integer,
  check (from_place <> to_place)
) strict;

CREATE INDEX transfer_newest on transfer (sent_at, id);

CREATE TABLE transfer_difference (
  transfer text not null references transfer (id),
  serial text not null,
  kind text not null check (kind in ('missing', 'unexpected')),
  primary key (transfer, serial)
) strict;

CREATE TABLE verification (
  application text not null references application (id),
  subject text not null check (subject in ('documents', 'medical', 'payment')),
  actor text not null,
  at integer not null,
  reference text not null,
  primary key (application, subject)
) strict;

CREATE TABLE witness_request (
  id text primary key,
  act text not null check (act in ('destroy', 'lose', 'find')),
  place text not null,
  blanks integer not null,
  reason text not null,
  asked_at integer not null,
  asked_by text not null,
  state text not null check (state in ('waiting', 'confirmed', 'refused')),
  decided_at integer,
  decided_by text,
  answer text,
  check (state <> 'confirmed' or (decided_by is not null and decided_by <> asked_by))
) strict;

CREATE INDEX witness_request_decided on witness_request (decided_at, id);

CREATE INDEX witness_request_state on witness_request (state, asked_at, id);

CREATE TABLE witness_request_serial (
  request text not null references witness_request (id),
  serial text not null references blank (serial),
  primary key (serial, request)
) strict;

CREATE INDEX witness_request_serials on witness_request_serial (request, serial);
