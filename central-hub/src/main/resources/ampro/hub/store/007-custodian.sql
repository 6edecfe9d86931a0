-- one hub is the custodian: who took office last

alter table custody add column custodian text;
