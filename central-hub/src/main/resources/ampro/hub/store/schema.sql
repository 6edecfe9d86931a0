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

CREATE INDEX blank_account on blank (account, place);

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
) strict;

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

CREATE TABLE ledger_entry (
  movement integer not null,
  side text not null check (side in ('from', 'to')),
  account text not null,
  place text not null,
  serial text references blank (serial),
  job text references print_job (id),
  amount integer not null,
  at integer not null,
  actor text not null,
  reason text not null,
  primary key (movement, side)
) strict;

CREATE INDEX ledger_serial on ledger_entry (serial, movement);

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
) strict
;

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
, replaces text references print_job (id), account text not null default 'loaded', withdrawn integer not null default 0, answer text, further integer not null default 0) strict;

CREATE UNIQUE INDEX print_job_one_open on print_job (application)
  where status not in ('completed', 'failed', 'cancelled');

CREATE INDEX print_job_queue on print_job (status, priority, queued_at);

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

CREATE TABLE session (
  key_sha256 text primary key,
  account text not null references account (id),
  csrf text not null,
  created_at integer not null,
  seen_at integer not null
) strict;

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
, asked_from integer not null default 0, reported_term integer not null default 0, feeding text, locked text, takeovers_at text not null default '') strict;

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

CREATE TABLE verification (
  application text not null references application (id),
  subject text not null check (subject in ('documents', 'medical', 'payment')),
  actor text not null,
  at integer not null,
  reference text not null,
  primary key (application, subject)
) strict;
