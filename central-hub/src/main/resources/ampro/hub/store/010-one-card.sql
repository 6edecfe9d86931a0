-- an application's jobs are looked up whenever one is queued and whenever a card is about to be live

create index print_job_application on print_job (application);
