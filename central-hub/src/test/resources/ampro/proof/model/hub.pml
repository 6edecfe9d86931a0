/* The hub: JobMachine and JobClaims, Protocol, Recovery, and the people at the hub. */

#define STANDS(s, t) (lease_token != NONE && (IS(NO_TOKEN_CHECK) || (lease_token == (t) && lease_station == s)))
/* A claim leads on from this status, and from recovery as if the job had it. */
#define FROM(status) (job == (status) || job == RECOVERY)
#define UNSETTLED (job == ASSIGNED || job == PRINTING || job == QUALITY_CHECK || job == IN_DOUBT || job == RECOVERY)
#define HOLDS(s) (lease_token != NONE && lease_station == s && UNSETTLED)

inline touch() {
    used = used + (touched -> 0 : books); touched = 1
}

inline untouch() {
    used = used - (touched && !IS(LEDGER_OFF_BY_ONE) -> books : 0); touched = 0
}

inline unlease(status) {
    job = status; lease_token = NONE; lease_station = 0; touched = 0
}

/* The lease has ended and nothing was fed. While a station is missing, the job waits for it. */
inline back(t, status) {
    untouch();
    if
    :: recovering && OF_BEFORE(t) -> unlease(RECOVERY)
    :: else -> unlease(status)
    fi
}

inline another_job() {
    printf("people: ask for another card\n");
    jids = (NO_RESTORE_COMES -> jids : jids + 1);
    jid = jids;
    unlease((recovering -> RECOVERY : QUEUED))
}

inline complete() {
    completed_card_is_there = out[lease_token] || ((destroyed | revoked) & BIT(lease_token));
    MUST(completed_card_is_there);
    job = COMPLETED
}

/* What cannot be fed any more need not be remembered. */
#define COULD_FEED(s, t) (S.image || (NEW_GRANTS(s) & BIT(t)) || LEASE(s, t) == HELD || S.own == (t))

inline hear_given_up(s, t) {
    given_up = (COULD_FEED(s, t) -> given_up | BIT(t) : given_up)
}

/* --- what a claim makes of the job; what fits no open lease is kept for people and changes nothing --- */

inline claimed(s, kind, t) {
    if
    :: kind == INTENT && FROM(ASSIGNED) -> job = PRINTING; touch()
    :: kind == EJECTED && FROM(PRINTING) -> job = QUALITY_CHECK
    :: kind == GOOD && FROM(QUALITY_CHECK) -> complete()
    :: kind == SPOILED && (FROM(PRINTING) || FROM(QUALITY_CHECK)) -> job = FAILED
    :: kind == UNKNOWN && UNSETTLED -> job = IN_DOUBT; touch()
    :: kind == LOCKED && UNSETTLED -> job = RECOVERY; touch()
    :: kind == NOT_FED && FROM(PRINTING) -> untouch(); job = (job == RECOVERY -> RECOVERY : ASSIGNED)
    :: kind == ADJUDICATED_AS(GOOD) && FROM(IN_DOUBT) -> complete()
    :: kind == ADJUDICATED_AS(SPOILED) && FROM(IN_DOUBT) -> job = FAILED
    :: kind == ADJUDICATED_AS(RELEASED) && FROM(IN_DOUBT) -> back(t, QUEUED)
    :: (kind == RELEASED || kind == FENCED) && FROM(ASSIGNED) -> back(t, QUEUED)
    :: kind == REFUSED && FROM(ASSIGNED) -> back(t, HELD)
    :: else
    fi
}

/* A grant that a restored database has forgotten: the lease that it knows has ended since, with
   nothing fed. */
#define FORGOTTEN(kind, t) ((kind) == HELD && recovering && OF_BEFORE(t) && (lease_token == NONE || lease_token < (t)) && (UNSETTLED || job == HELD))

inline apply(s, kind, t) {
    if
    :: kind == RELEASED || kind == FENCED || kind == REFUSED -> hear_given_up(s, t)
    :: else
    fi;
    if
    :: job_of[t] > jid -> /* a job that this database does not know: its card is worth nothing */
        revoked = (IS(UNKNOWN_JOB_KEPT) -> revoked : revoked | BIT(t))
    :: job_of[t] < jid -> skip
    :: job_of[t] == jid && FORGOTTEN(kind, t) ->
        job = RECOVERY; lease_token = t; lease_station = s; touched = 0
    :: job_of[t] == jid && !FORGOTTEN(kind, t) && STANDS(s, t) -> claimed(s, kind, t)
    :: else
    fi
}

/* --- ingest: the next of each journal, once ---------------------------------------------------------- */

/* The ack names number and hash: it answers this very INTENT, even one that the hub refuses. In a later
   term none of before may go on: what this hub has forgotten may stand against it. */
#define GOES_ON(t) (!OF_BEFORE(t) || IS(ACK_OF_LATER_TERM))

inline acknowledge(s, kind, t) {
    if
    :: kind == INTENT && S.act == STAGED && S.own == t && GOES_ON(t) ->
        for (i : 0 .. QUEUE - 1) { x = x || (i >= S.taken && KIND(S.queue[i]) == INTENT) }
        S.acked = !x;
        printf("hub: acknowledges this INTENT, token %d\n", t);
        x = 0; i = 0
    :: else
    fi
}

/* What no backup can make the hub take again is not kept. */
inline drop_first(s) {
    S.n--; S.taken = 0;
    for (i : 0 .. QUEUE - 2) { S.queue[i] = S.queue[i + 1] }
    S.queue[QUEUE - 1] = 0; i = 0;
    S.iplace = (S.iplace -> S.iplace - 1 : 0)
}

inline heard(s) {
    printf("hub: has taken the next event of station %d (token %d): job %d is ", s, TOKEN(k), jid);
    printm(job);
    printf("\n")
}

inline take(s) {
    k = S.queue[S.taken];
    if
    :: !backup && S.lost && S.fork == 0 -> forget_branch(s) /* refused from now on */
    :: !backup && S.lost && S.fork -> S.fork--
    :: else
    fi;
    S.taken++;
    if
    :: !backup -> drop_first(s)
    :: else
    fi;
    apply(s, KIND(k), TOKEN(k));
    heard(s);
    acknowledge(s, KIND(k), TOKEN(k));
    k = 0
}

/* The next of the branch that is no more: what the station says now fits it not. */
inline take_lost(s) {
    k = S.branch[S.lost_taken];
    S.lost_taken++;
    if
    :: !backup ->
        S.astray = 1; S.lost--; S.lost_taken = 0;
        for (i : 0 .. QUEUE - 2) { S.branch[i] = S.branch[i + 1] }
        S.branch[QUEUE - 1] = 0; i = 0;
        forget_doomed(s)
    :: else
    fi;
    apply(s, KIND(k), TOKEN(k));
    heard(s);
    k = 0
}

/* --- people ---------------------------------------------------------------------------------------------- */

/* The station's open job ends by what people found out: it is asked for again. */
inline settle_by_hand(s) {
    if
    :: HOLDS(s) && touched -> another_job()
    :: HOLDS(s) && !touched -> unlease((recovering -> RECOVERY : QUEUED))
    :: else
    fi
}

/* Two people: box in custody, each card of its open job found and destroyed, or proven not fed. */
inline retire(s) {
    printf("people: retire station %d\n", s);
    S.gone = 1;
    awaited = awaited & ~BIT(s);
    if
    :: HOLDS(s) -> k = lease_token; destroy(k); k = 0
    :: else
    fi;
    settle_by_hand(s);
    forget_queue(s); forget_branch(s); forget_box(s);
    S.chip = EVEN; S.astray = 0;
    close_books()
}

/* Box lost or destroyed: the identity of its open job is revoked. The box may go on all the same. */
inline declare_lost(s) {
    printf("people: declare the box of station %d lost\n", s);
    withdrawn = withdrawn | BIT(s);
    awaited = awaited & ~BIT(s);
    if
    :: HOLDS(s) -> revoked = revoked | BIT(lease_token)
    :: else
    fi;
    settle_by_hand(s);
    if
    :: !backup -> S.astray = 0; forget_branch(s); forget_queue(s)
    :: else
    fi;
    close_books()
}

/* --- the hub at work: one process for its dealings with each station; each step is one transaction --- */

inline grant(s) {
    k = FIRST_OF(term) + next;
    next++;
    tokens_rise = k >= top;
    MUST(tokens_rise);
    top = k + 1;
    job = ASSIGNED; lease_token = k; lease_station = s; touched = 0;
    job_of[k] = jid;
    granted[s] = granted[s] | BIT(k);
    printf("hub: grants token %d of job %d to station %d\n", k, jid, s);
    k = 0
}

#define MAY_GRANT (job == QUEUED || (IS(WRONG_COMPARE_AND_SET) && job == ASSIGNED))
#define STUCK(s) (S.chip == CHIP_AHEAD || ASTRAY(s))

proctype hub(byte s) {
end_hub:
    do
    :: d_step { MAY_GRANT && !recovering && next < tokens_a_term && IN_SERVICE(s) -> grant(s) }
    :: d_step { job == ASSIGNED && lease_station == s &&
            (granted[s] & ~(taken_back[s] | S.known) & BIT(lease_token)) ->
        taken_back[s] = taken_back[s] | BIT(lease_token);
        printf("hub: takes token %d back from station %d\n", lease_token, s) }
    :: d_step { IN_SERVICE(s) && !ASTRAY(s) && PUBLISHED(s) > S.taken -> take(s) }
    :: d_step { IN_SERVICE(s) && S.lost > S.lost_taken &&
            (ASTRAY(s) || S.taken == S.fork) -> take_lost(s) }
    :: d_step { awaited & BIT(s) && UP(s) && S.term == term && !ASTRAY(s) && S.taken == S.n -> report(s) }
    :: d_step { s == 0 && recovering && (!awaited || IS(QUEUED_BEFORE_ALL_REPORTED)) -> make_whole() }

    /* people */
    :: d_step { (!S.gone && STUCK(s) && AT_REST(s)) || (S.gone && (awaited & BIT(s))) -> retire(s) }
    :: d_step { s == 0 && job == HELD -> job = QUEUED } /* its artwork is mended */
    :: d_step { s == 0 && job == FAILED && !recovering -> /* one asks, another approves */
        if
        :: !IS(REPRINT_BEFORE_DESTRUCTION) -> destroy(lease_token)
        :: else
        fi;
        another_job() }

    /* planted */
    :: d_step { IS(REASSIGNED_ON_TIMEOUT) && (job == ASSIGNED || job == PRINTING) && lease_station == s ->
        unlease(QUEUED) }
    :: d_step { IS(GAP_ACCEPTED) && !backup && IN_SERVICE(s) && !S.astray && PUBLISHED(s) > 1 ->
        drop_first(s); take(s) }
    :: d_step { IS(DEDUPE_DROPPED) && IN_SERVICE(s) && !ASTRAY(s) && PUBLISHED(s) > S.taken ->
        k = S.queue[S.taken]; apply(s, KIND(k), TOKEN(k)); k = 0 }
    :: d_step { IS(ACK_BEFORE_COMMIT) && IN_SERVICE(s) && S.act == STAGED && PUBLISHED(s) > S.taken ->
        S.acked = 1 }
    od
}
