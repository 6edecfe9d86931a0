/* Who remembers what, and where the cards truly are. */

#define BIT(t) (1 << (t))
#define BELOW(t) (BIT(t) - 1)
#define FIRST_OF(term) (tokens_a_term * (term))

/* guard counter */
#define EVEN 0           /* as the journal says */
#define JOURNAL_AHEAD 1  /* a claim is committed, the chip's step is missing */
#define CHIP_AHEAD 2     /* the journal was set back: locked until two people retire the box */

/* where the card is, truly */
#define EMPTY 0
#define ORDERED 1        /* the order is in a buffer */
#define FED 2            /* a blank is inside and is being printed */
#define HALF 3           /* at rest inside, unfinished */
#define WHOLE 4          /* at rest inside, complete */

#define SAME 2           /* the counter against the journal's record; SAME + 1: one was fed since */

typedef Station {
    /* durable: the journal */
    int leases;              /* four bits a token, 0 where nothing is known; the ended are forgotten */
    byte known;              /* tokens with such a state */
    byte held;               /* those that wait */
    unsigned own : 4;        /* the token between INTENT and the check, or NONE */
    unsigned term : 2;       /* the promise: nothing below its first token is accepted */
    unsigned chip : 2;
    unsigned gone : 1;       /* retired: in custody, switched off */
    /* lost with the process */
    unsigned act : 3;
    unsigned acked : 1;      /* the hub's ack of the INTENT that is STAGED is on the way */
    unsigned welcomed : 1;   /* since this start; counts only where there is no chip */
    /* its printer, truly */
    unsigned card : 3;
    unsigned print : 4;      /* the token on that card */
    unsigned counter : 3;
    unsigned unstored : 1;   /* the counter has not stored its last step */
    unsigned reset : 1;      /* error mode at its power-on value */
    unsigned foreign : 1;    /* another printer than the journal's */
    /* its events, in order: the hub has `taken` of them and may be set back to have taken fewer */
    unsigned n : 4;
    unsigned taken : 4;
    unsigned unsaid : 1;     /* the last one waits for the chip */
    byte queue[QUEUE];
    /* of a journal that was set back: the events that it has no more, after `fork` of the others */
    unsigned lost : 4;
    unsigned fork : 4;
    unsigned lost_taken : 4;
    unsigned astray : 1;     /* the hub has taken of them before any backup that can come back */
    byte branch[QUEUE];
    /* a disk image that will come back; no other is kept */
    unsigned image : 1;
    unsigned iown : 4;
    unsigned iterm : 2;
    unsigned icounter : 3;
    unsigned iforeign : 1;
    unsigned iclaims : 2;    /* claims counted by the chip since then, 2 or more are found out */
    unsigned iplace : 4;     /* 1 + its place in the queue; 0: before */
    int ileases;
};

Station st[2];
#define S st[s]

/* --- the hub's database --------------------------------------------------------------------------- */

mtype job = QUEUED;
byte jid = 1;            /* which job of this licence; a reprint is another one */
byte lease_token = NONE;
bit lease_station;
bit touched;             /* its blank is booked out of the hopper */
byte used;               /* blanks booked out of the hopper, by all jobs */
byte next;               /* tokens of this term that were given */
byte withdrawn;          /* stations whose box two people declared lost */
byte given_up;           /* tokens that their station has told to be given up */
byte awaited;            /* stations whose report of this term is missing */
bit recovering;          /* the tenure is not whole */

/* A backup that will be restored; no other is kept. */
bit backup;
mtype bjob;
byte bjid, btoken;
bit bstation, btouched;
byte brevoked;           /* planted: the revocation list is in the database */

/* --- the hub's witness, which no restore brings back ----------------------------------------------- */

byte term;               /* from 0 */
byte revoked;            /* identities, as bits of their tokens */

/* --- the network: what was sent may arrive whenever ------------------------------------------------- */

byte granted[2];         /* tokens, by station, as long as that could change anything */
byte taken_back[2];      /* REVOKE of these, likewise */

/* --- the truth, and what is needed to judge ---------------------------------------------------------- */

byte faults;             /* those that may still come */
byte out[T];             /* complete cards of this identity outside any printer */
byte box;                /* identities whose card is in the reject box, where it stays until destroyed */
byte destroyed;          /* identities whose card two people had destroyed */
byte fed;                /* tokens under which a blank was fed, as long as people may be asked */
byte blanks;             /* that left a hopper */
bit books = 1;           /* blanks and used can be compared: no restore, no box retired or lost */
byte jids = 1;           /* job numbers given, never twice */
byte job_of[T];
byte top;                /* 1 + the highest token ever given */

hidden byte live, kept, word, i, k, x;

/* --- what follows from it ---------------------------------------------------------------------------- */

#define CHIP(s) ((chips >> (s)) & 1)
#define PROVEN(s) ((provens >> (s)) & 1)
#define BINDS(s) ((binders >> (s)) & 1)
#define LEASE(s, t) ((st[s].leases >> (4 * (t))) & 15)
#define AT_REST(s) (st[s].card != ORDERED && st[s].card != FED)
#define INSIDE(s) (st[s].card == HALF || st[s].card == WHOLE)
#define IN_TRAY(t) (out[t] && !(box & BIT(t)))
#define BEGUN(s, t) (LEASE(s, t) == INTENT || LEASE(s, t) == BOUND)
/* On, and the chip has counted what is committed. */
#define UP(s) (!st[s].gone && st[s].chip == EVEN && !DOOMED(s))
/* A box that feeds no more, to which nobody will listen: it may do what it likes. */
#define DOOMED(s) (st[s].astray && !CHIP(s))
/* The hub has taken events that this journal has no more. */
#define ASTRAY(s) (st[s].astray || st[s].lost_taken)
#define IN_SERVICE(s) (!(withdrawn & BIT(s)) && !st[s].gone)
#define PUBLISHED(s) (IS(CHIP_AFTER_PUBLISHING) -> st[s].n : st[s].n - st[s].unsaid)
#define OF_BEFORE(t) ((t) < FIRST_OF(term))
#define REVOKED_FOR_GOOD(t) ((revoked & BIT(t)) && !IS(REVOCATIONS_IN_DATABASE))
#define NO_RESTORE_COMES (!faults && !backup && !recovering)

inline judge_cards() {
    live = 0;
    for (i : 0 .. T - 1) {
        live = live + (revoked & BIT(i) -> 0 : out[i] +
            (st[0].card == WHOLE && st[0].print == i) + (st[1].card == WHOLE && st[1].print == i))
    }
    one_live_card = live <= 1;
    MUST(one_live_card);
    live = 0; i = 0
}
