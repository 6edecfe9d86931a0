/* Words: the code's names, what must hold, what is planted, and the numbers of a run. */

/* LeaseState; the event that reports a state has its name */
mtype = { HELD, INTENT, BOUND, MADE, EJECTED, GOOD, SPOILED, UNKNOWN, RELEASED, FENCED, LOCKED };
/* EventType alone; ADJUDICATED carries the state that it leads to */
mtype = { NOT_FED, ADJUDICATED, REFUSED };
/* JobStatus; its HELD stands above */
mtype = { QUEUED, ASSIGNED, PRINTING, QUALITY_CHECK, COMPLETED, FAILED, IN_DOUBT, RECOVERY };

#define OPEN(state) ((state) == INTENT || (state) == BOUND || (state) == MADE || (state) == EJECTED || (state) == UNKNOWN || (state) == LOCKED)
#define CLAIM(kind) ((kind) == INTENT || (kind) == MADE || (kind) == GOOD || (kind) == SPOILED || (kind) == NOT_FED || (kind) == ADJUDICATED || (kind) == RELEASED || (kind) == FENCED || (kind) == REFUSED)

/* --- the bound; init reads it from the environment, so that one program does for all -------------- */

hidden byte tokens_a_term;
hidden byte chips;       /* one bit a station: it has a guard chip */
hidden byte provens;     /* its printer's counter survives a power cut */
hidden byte binders;     /* its printer reads the blank inside */
hidden byte planted;     /* which bug, see below */
hidden byte judged;      /* which properties; their sum */

#define T 8              /* tokens of a run: tokens_a_term * (faults + 1), since each new term is a fault */
#define NONE T           /* no token */
#define QUEUE 12                          /* events on the way; more fail an assertion */

/* --- what must hold; a failed assertion prints the name ------ */

#define N_one_live_card 1
#define N_completed_card_is_there 2
#define N_blanks_add_up 4
#define N_intent_is_durable 8
#define N_given_up_is_never_fed 16
#define N_tokens_rise 32
#define N_decision_is_taken_once 64
#define N_ends_or_waits_for_people 128

hidden byte one_live_card, completed_card_is_there, blanks_add_up, intent_is_durable;
hidden byte given_up_is_never_fed, tokens_rise, decision_is_taken_once, ends_or_waits_for_people;

#define MUST(property) assert(property || !(judged & N_##property))

/* --- what is planted --------------------------------------------------------------------------------- */

#define IS(name) (planted == BUG_##name)
#define BUG_NONE 0
#define BUG_CHIP_AFTER_PUBLISHING 1
#define BUG_NO_ACK_OF_INTENT 2
#define BUG_ROWS_REORDERED 3
#define BUG_NO_REVOCATION 4
#define BUG_REVOCATIONS_IN_DATABASE 5
#define BUG_NOT_FED_ON_UNPROVEN_COUNTER 6
#define BUG_REASSIGNED_ON_TIMEOUT 7
#define BUG_NO_FENCE 8
#define BUG_INTENT_NOT_COUNTED 9
#define BUG_RELEASED_NOT_COUNTED 10
#define BUG_REFUSED_NOT_COUNTED 11
#define BUG_FENCED_NOT_COUNTED 12
#define BUG_PROMISE_NOT_COUNTED 13
#define BUG_NO_TOKEN_CHECK 14
#define BUG_NO_PROMISE_CHECK 15
#define BUG_UNKNOWN_RETRIED 16
#define BUG_INTENT_AFTER_FEEDING 17
#define BUG_COUNTERS_BEFORE_IDLE 18
#define BUG_ACK_BEFORE_COMMIT 19
#define BUG_WRONG_COMPARE_AND_SET 20
#define BUG_GAP_ACCEPTED 21
#define BUG_DEDUPE_DROPPED 22
#define BUG_DECISION_TAKEN_TWICE 23
#define BUG_LEDGER_OFF_BY_ONE 24
#define BUG_REPRINT_BEFORE_DESTRUCTION 25
#define BUG_TERM_KEPT 26
#define BUG_UNKNOWN_JOB_KEPT 27
#define BUG_QUEUED_BEFORE_ALL_REPORTED 28
#define BUG_STALE_WELCOME 29
#define BUG_WELCOME_TO_ANOTHER_JOURNAL 30
#define BUG_ACK_OF_LATER_TERM 31
