/* Words: the code's names, the numbers of a run, what must hold, what is planted. */

/* LeaseState; the event that reports a state has its name */
mtype = { HELD, INTENT, BOUND, MADE, EJECTED, GOOD, SPOILED, UNKNOWN, RELEASED, FENCED, LOCKED };
/* EventType alone; ADJUDICATED carries the state that it leads to */
mtype = { NOT_FED, ADJUDICATED, REFUSED };
/* JobStatus; its HELD stands above */
mtype = { QUEUED, ASSIGNED, PRINTING, QUALITY_CHECK, COMPLETED, FAILED, IN_DOUBT, RECOVERY };
/* Printer: what the station believes of it; lost with its process */
#define UNSEEN 0
#define IDLE 1
#define STAGED 2         /* INTENT is committed, feeding waits for chip or hub */
#define AT_WORK 3        /* the order is out */
#define LEFT 4           /* the finished card is out */
#define REJECTED 5       /* an unfinished one is out, and it is certain that no other was fed */
#define REJECTED_ASK 6   /* an unfinished one is out, and people must count */

/* ModelNamesTest compares. A name of the code that is not in the model (-), of the model that is not in
   the code (+), and why:
   - EventType.ANSWERED: one answer alone changes nothing; ADJUDICATED is both
   - EventType.LABEL: labels are no cards
   - EventType.REBASELINED: it changes no lease; UNKNOWN tells what it makes of a locked one
   - JobStatus.CANCELLED: what nobody wants is printed less often, never more
   - Printer.STAGING PAUSING: nothing is ordered, as in IDLE; staging for the first card only costs time
   - Printer.PRINTING EJECTING: AT_WORK, before and after MADE is committed
   - Printer.REJECTING: the reject order and its answer are one step, to REJECTED or REJECTED_ASK
   - Printer.LOCKED: the lease is LOCKED; a printer without a card is read anew
   - BlankAccount.LOADED: touched is 0
   - BlankAccount.IN_PRINTER OUT_TRAY IN_DOUBT ISSUED SPOILED: touched is 1, and the job's status says which
   - BlankAccount.SUPPLIER RECEIVED VAULT IN_TRANSIT AT_STATION TEST LOST DESTROYED: moved by people, not by printing
   + Printer.AT_WORK: PRINTING and EJECTING
   + Printer.LEFT: the answer that the card is out came, EJECTED is not yet committed
   + Printer.REJECTED REJECTED_ASK: REJECTING, proven or not, at its end */

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

/* --- what is planted, and the bound that finds it: tokens a term, faults; guarded: both have a chip -- */

#define IS(name) (planted == BUG_##name)
#define BUG_NONE 0
#define BUG_CHIP_AFTER_PUBLISHING 1         /* 2 tokens, 1 fault */
#define BUG_NO_ACK_OF_INTENT 2              /* 2 tokens, 1 fault */
#define BUG_ROWS_REORDERED 3                /* 2 tokens, 1 fault */
#define BUG_NO_REVOCATION 4                 /* 1 token, 2 faults */
#define BUG_REVOCATIONS_IN_DATABASE 5       /* 2 tokens, 2 faults, guarded */
#define BUG_NOT_FED_ON_UNPROVEN_COUNTER 6   /* 2 tokens, 1 fault */
#define BUG_REASSIGNED_ON_TIMEOUT 7         /* 2 tokens, 0 faults */
#define BUG_NO_FENCE 8                      /* 2 tokens, 1 fault */
#define BUG_INTENT_NOT_COUNTED 9            /* 2 tokens, 1 fault */
#define BUG_RELEASED_NOT_COUNTED 10         /* 2 tokens, 1 fault */
#define BUG_REFUSED_NOT_COUNTED 11          /* 2 tokens, 1 fault */
#define BUG_FENCED_NOT_COUNTED 12           /* 1 token, 2 faults */
#define BUG_PROMISE_NOT_COUNTED 13          /* 1 token, 2 faults */
#define BUG_NO_TOKEN_CHECK 14               /* 2 tokens, 2 faults */
#define BUG_NO_PROMISE_CHECK 15             /* 1 token, 2 faults */
#define BUG_UNKNOWN_RETRIED 16              /* 2 tokens, 1 fault */
#define BUG_INTENT_AFTER_FEEDING 17         /* 2 tokens, 0 faults */
#define BUG_COUNTERS_BEFORE_IDLE 18         /* 2 tokens, 1 fault */
#define BUG_ACK_BEFORE_COMMIT 19            /* 2 tokens, 1 fault */
#define BUG_WRONG_COMPARE_AND_SET 20        /* 2 tokens, 0 faults */
#define BUG_GAP_ACCEPTED 21                 /* 2 tokens, 0 faults */
#define BUG_DEDUPE_DROPPED 22               /* 2 tokens, 1 fault */
#define BUG_DECISION_TAKEN_TWICE 23         /* 2 tokens, 0 faults */
#define BUG_LEDGER_OFF_BY_ONE 24            /* 2 tokens, 1 fault */
#define BUG_REPRINT_BEFORE_DESTRUCTION 25   /* 2 tokens, 0 faults */
#define BUG_TERM_KEPT 26                    /* 2 tokens, 1 fault */
#define BUG_UNKNOWN_JOB_KEPT 27             /* 2 tokens, 1 fault */
#define BUG_QUEUED_BEFORE_ALL_REPORTED 28   /* 1 token, 2 faults */
#define BUG_STALE_WELCOME 29                /* 1 token, 3 faults */
#define BUG_WELCOME_TO_ANOTHER_JOURNAL 30   /* 1 token, 3 faults */
#define BUG_ACK_OF_LATER_TERM 31            /* 1 token, 2 faults */
