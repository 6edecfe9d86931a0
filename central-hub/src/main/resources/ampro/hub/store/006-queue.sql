-- the first of the queue without sorting all that wait

drop index print_job_queue;

create index print_job_queue on print_job (status, priority desc, queued_at);
