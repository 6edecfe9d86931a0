-- late hellos, takeovers in a sliding minute, further blanks in doubt

alter table station drop column boot_up;

alter table station drop column takeovers;

alter table station drop column takeovers_since;

alter table station add column takeovers_at text not null default '';

create table station_boot (
  station text not null references station (id),
  incarnation text not null,
  boot text not null,
  up {bigint} not null,
  primary key (station, incarnation, boot)
) {strict};

alter table print_job add column further integer not null default 0;

create index alert_object on alert (object, code, at);
