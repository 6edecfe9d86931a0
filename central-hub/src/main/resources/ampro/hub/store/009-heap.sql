-- an office hands in a heap at once, all queued in one millisecond: its order is in the index too

drop index print_job_queue;

create index print_job_queue
on print_job (status, priority desc, queued_at, length(id), id);
