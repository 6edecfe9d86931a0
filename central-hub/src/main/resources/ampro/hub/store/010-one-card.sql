-- an application's jobs are looked up whenever one is queued and whenever a card is about to be live

create index print_job_application on print_job (application);

-- a station whose line is down may have printed what the book does not know when it is counted

alter table shift_count add column connected integer not null default 1;

-- what people have booked since a count changes what it differs from

alter table shift_count add column movement {bigint} not null default 0;
