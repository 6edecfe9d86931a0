-- the last token that may have been given when this hub took office, and when a job was queued:
-- a claim under one up to there is of an earlier job with the same id

alter table custody add column last_token {bigint} not null default 0;
alter table print_job add column last_token {bigint} not null default 0;
