/* Who remembers what. Names of states and events are the code's. */

/* LeaseState; the event that reports a state has its name */
mtype = { HELD, INTENT, BOUND, MADE, EJECTED, GOOD, SPOILED, UNKNOWN, RELEASED, FENCED, LOCKED };
/* EventType alone; ADJUDICATED carries the state that it leads to */
mtype = { NOT_FED, ADJUDICATED, REFUSED };
/* JobStatus; its HELD stands above */
mtype = { QUEUED, ASSIGNED, PRINTING, QUALITY_CHECK, COMPLETED, FAILED, IN_DOUBT, RECOVERY };

#define TOKENS_A_TERM 2
#define T (TOKENS_A_TERM * (FAULTS + 1))  /* a term ends by a restored hub, and each is a fault */
#define NONE T                            /* no token */
#define BIT(t) (1 << (t))
#define BELOW(t) (BIT(t) - 1)
#define FIRST_OF(term) (TOKENS_A_TERM * (term))

#define CHIP(s) ((CHIPS >> (s)) & 1)      /* has a guard counter */
#define PROVEN(s) ((PROVENS >> (s)) & 1)  /* its printer's counter survives a power cut */
#define BINDS(s) ((BINDERS >> (s)) & 1)   /* its printer reads the blank inside */

/* --- a station, its journal, its printer, and what it has in the network ----------------------- */

#define EVEN 0           /* guard counter: as the journal says */
#define JOURNAL_AHEAD 1  /* a claim is committed, the counter's step is missing */
#define CHIP_AHEAD 2     /* the journal was rolled back: locked until two people retire the box */

#define UNSEEN 0         /* what the station believes of its printer; lost with its process */
#define IDLE 1
#define STAGED 2         /* INTENT is committed, feeding waits for counter or hub */
#define AT_WORK 3        /* the feeding command is out */
#define LEFT 4           /* the finished card is out */
#define REJECTED 5       /* an unfinished one is out, and it is certain that no other was fed */
#define REJECTED_ASK 6   /* an unfinished one is out, and people must count */

#define EMPTY 0          /* where the card is, truly */
#define ORDERED 1        /* the command is in a buffer */
#define FED 2            /* a blank is inside and is being printed */
#define HALF 3           /* at rest inside, unfinished */
#define WHOLE 4          /* at rest inside, complete */

#define SAME 2           /* the counter against the journal's record; SAME + 1: one fed since */
#define QUEUE 8         /* events that no hub has taken; overflow fails an assertion */

typedef Station {
    int leases;              /* durable: four bits a token, 0 never seen */
    byte known;              /* durable: tokens with a lease here, ever */
    byte held;               /* durable: those that wait */
    unsigned own : 4;        /* durable: the token between INTENT and the check, or NONE */
    unsigned term : 2;       /* durable: highest seen; nothing below its first token is accepted */
    unsigned counter : 3;    /* the printer's, against the record */
    unsigned chip : 2;
    unsigned act : 3;
    unsigned acked : 1;      /* the hub's ack of this INTENT is in the network */
    unsigned welcomed : 1;   /* since this start; only where there is no chip */
    unsigned card : 3;
    unsigned print : 4;      /* the token that the printer is or was last told to print */
    unsigned unstored : 1;   /* the printer's counter has not stored its last step */
    unsigned reset : 1;      /* error mode at its power-on value */
    unsigned foreign : 1;    /* another printer than the journal's */
    unsigned gone : 1;       /* retired: in custody, switched off */
    /* events published and not yet taken, in order; of a journal that was rolled back also those
       of the branch that is no more, which hang on after `fork` of the others */
    unsigned unsaid : 1;     /* the last one waits for the guard counter */
    unsigned n : 4;
    unsigned lost : 4;
    unsigned fork : 4;
    unsigned astray : 1;     /* the hub has taken more of the lost branch than this journal has */
    byte queue[QUEUE];
    byte branch[QUEUE];
    /* what a disk image will bring back: taken only where it will be used */
    unsigned image : 1;
    unsigned iown : 4;
    unsigned iterm : 2;
    unsigned icounter : 3;
    unsigned iclaims : 2;    /* claims counted by the chip since then */
    unsigned iplace : 4;     /* 1 + events of then that no hub has taken; 0: the hub is beyond */
    int ileases;
    unsigned rintent : 1;    /* the INTENT that is STAGED is in this one */
    int rleases;             /* the report that answered the fence of this term */
};

Station st[2];
#define S st[s]

#define LEASE(s, t) ((st[s].leases >> (4 * (t))) & 15)
#define REPORTED(s, t) ((st[s].rleases >> (4 * (t))) & 15)
#define UP(s) (!st[s].gone && st[s].chip == EVEN && !DOOMED(s))
/* It may do what it likes: it feeds no more, nobody listens to it, and no restored hub will. */
#define DOOMED(s) (st[s].astray && !CHIP(s) && !faults && !recovering)
#define AT_REST(s) (st[s].card != ORDERED && st[s].card != FED)
#define OPEN(state) ((state) == INTENT || (state) == BOUND || (state) == MADE || (state) == EJECTED || (state) == UNKNOWN || (state) == LOCKED)
#define ENDED(state) ((state) == GOOD || (state) == SPOILED || (state) == RELEASED || (state) == FENCED)

/* --- the hub's database ----------------------------------------------------------------------------- */

mtype job = QUEUED;
byte jid = 1;            /* the wish; a reprint is another one */
byte lease_token = NONE;
bit lease_station;
byte next;               /* tokens of this term that were given */
byte lost;               /* stations that two people declared lost */
byte used;               /* blanks that left the hopper, by the book */

/* --- what the hub keeps outside its database ----------------------------------------------------- */

byte term;               /* from 0 */
byte revoked;            /* identities, as bits of their tokens */

#ifdef BUG_REVOCATIONS_IN_DATABASE
#define REVOKED_FOR_GOOD(t) 0
#else
#define REVOKED_FOR_GOOD(t) (revoked & BIT(t))
#endif

byte awaited;            /* stations whose report of this term is missing */
bit recovering;

/* --- the network: whatever was sent may arrive whenever --------------------------------------------- */

byte granted[2];         /* tokens, by station */
byte taken_back[2];      /* REVOKE of these */

/* --- the truth, and what is needed to judge -------------------------------------------------------- */

byte faults = FAULTS;    /* those still allowed */
byte out[T];             /* complete cards of this identity outside any printer */
byte box;                /* of these the one in the reject box, where it stays until it is destroyed */
byte fed;                /* tokens under which a blank was ever fed */
byte blanks;             /* that left the hopper */
bit books = 1;           /* the two can be compared: no restore, no box lost or retired */
byte jids = 1;           /* given so far */
byte job_of[T];
byte top;                /* 1 + the highest token ever given */
byte given_up;           /* tokens that the hub knows from their station to be given up */

/* What must hold. A failed assertion prints the name; -DJUDGED=N_name judges that one alone. */
#define N_one_live_card 1
#define N_completed_card_is_there 2
#define N_blanks_add_up 4
#define N_intent_is_durable 8
#define N_given_up_is_never_fed 16
#define N_tokens_rise 32
#define N_decision_is_taken_once 64
#define N_ends_or_waits_for_people 128
#ifndef JUDGED
#define JUDGED 255
#endif
#define MUST(property) assert(property || !(JUDGED & N_##property))

hidden byte one_live_card, completed_card_is_there, blanks_add_up, intent_is_durable;
hidden byte given_up_is_never_fed, tokens_rise, decision_is_taken_once, ends_or_waits_for_people;
hidden byte live, i, k, x;

inline judge_cards() {
    live = 0;
    for (i : 0 .. T - 1) {
        if
        :: !(revoked & BIT(i)) ->
            live = live + out[i] +
                (st[0].card == WHOLE && st[0].print == i) +
                (st[1].card == WHOLE && st[1].print == i)
        :: else
        fi
    }
    one_live_card = live <= 1;
    MUST(one_live_card);
    live = 0; i = 0
}
