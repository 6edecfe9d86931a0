/* The hub: grants, takes events in the order of each journal, recovers after a restore. */

#ifdef BUG_NO_TOKEN_CHECK
#define STANDS(s, t) (lease_token != NONE)
#else
#define STANDS(s, t) (lease_token == (t) && lease_station == s)
#endif
#ifdef BUG_WRONG_COMPARE_AND_SET
#define MAY_GRANT (job == QUEUED || job == ASSIGNED)   /* read before, saved after another grant */
#else
#define MAY_GRANT (job == QUEUED)
#endif
#ifdef BUG_PUBLISHED_BEFORE_CHIP
#define PUBLISHED(s) S.n
#else
#define PUBLISHED(s) (S.n - S.unsaid)
#endif
#define WORKS_WITH(s) (!(lost & BIT(s)) && !st[s].gone)

inline unlease(status) {
    job = status; lease_token = NONE; lease_station = 0
}

inline another_job() {
    jids = (faults || recovering -> jids + 1 : 1);
    jid = jids;
    unlease(QUEUED)
}

inline complete() {
    completed_card_is_there = out[lease_token] && !(revoked & BIT(lease_token));
    MUST(completed_card_is_there);
    job = COMPLETED
}

/* What can be fed no more need not be remembered. */
#define COULD_FEED(s, t) (S.image || (NEW_GRANTS(s) & BIT(t)) || LEASE(s, t) == HELD || S.own == t)

inline hear_given_up(s, t) {
    given_up = (COULD_FEED(s, t) -> given_up | BIT(t) : given_up)
}

/* JobMachine.claimed: what fits no open lease is kept for people and changes nothing. */
inline apply(s, kind, t) {
    if
    :: kind == RELEASED || kind == FENCED || kind == REFUSED -> hear_given_up(s, t)
    :: else
    fi;
    if
    :: !STANDS(s, t) -> skip
    :: STANDS(s, t) && kind == INTENT && job == ASSIGNED -> job = PRINTING; used = used + books
    :: STANDS(s, t) && kind == EJECTED && job == PRINTING -> job = QUALITY_CHECK
    :: STANDS(s, t) && kind == GOOD && job == QUALITY_CHECK -> complete()
    :: STANDS(s, t) && kind == SPOILED && (job == PRINTING || job == QUALITY_CHECK) -> job = FAILED
    :: STANDS(s, t) && kind == UNKNOWN && (job == PRINTING || job == QUALITY_CHECK) -> job = IN_DOUBT
    :: STANDS(s, t) && kind == UNKNOWN && job == ASSIGNED -> job = IN_DOUBT; used = used + books
    :: STANDS(s, t) && kind == NOT_FED && job == PRINTING ->
#ifndef BUG_LEDGER_OFF_BY_ONE
        used = used - books;
#endif
        job = ASSIGNED
    :: STANDS(s, t) && kind > ADJUDICATED && job == IN_DOUBT ->
        if
        :: kind == ADJUDICATED_AS(GOOD) -> complete()
        :: kind == ADJUDICATED_AS(SPOILED) -> job = FAILED
        :: kind == ADJUDICATED_AS(RELEASED) -> used = used - books; unlease(QUEUED)
        fi
    :: STANDS(s, t) && (kind == RELEASED || kind == FENCED) && job == ASSIGNED -> unlease(QUEUED)
    :: STANDS(s, t) && kind == REFUSED && job == ASSIGNED -> unlease(HELD)
    :: STANDS(s, t) && kind == LOCKED && (job == PRINTING || job == QUALITY_CHECK || job == IN_DOUBT) ->
        job = RECOVERY
    :: STANDS(s, t) && kind == LOCKED && job == ASSIGNED -> job = RECOVERY; used = used + books
    :: else
    fi
}

/* --- ingest ---------------------------------------------------------------------------------------- */

inline drop_first(s) {
    S.n--;
    for (i : 0 .. QUEUE - 2) { S.queue[i] = S.queue[i + 1] }
    S.queue[QUEUE - 1] = 0; i = 0;
    if
    :: S.iplace -> S.iplace--
    :: else
    fi
}

inline forget_branch(s) {
    for (i : 0 .. QUEUE - 1) { S.branch[i] = 0 }
    i = 0; S.lost = 0; S.fork = 0
}

inline forget_queue(s) {
    for (i : 0 .. QUEUE - 1) { S.queue[i] = 0 }
    i = 0; S.n = 0; S.unsaid = 0; S.fork = 0; S.iplace = 0
}

#ifdef BUG_REFUSED_INTENT_ACKED
#define GOES_ON(s, t) 1
#else
#define GOES_ON(s, t) (lease_token == (t) && lease_station == s && job == PRINTING)
#endif

/* The next event of the journal as it is. Where a lost branch hangs on here, it is refused from now on. */
inline take(s) {
    k = S.queue[0];
    if
    :: S.lost && S.fork == 0 -> forget_branch(s)
    :: S.lost && S.fork -> S.fork--
    :: else
    fi;
    drop_first(s);
    apply(s, KIND(k), TOKEN(k));
    /* the ack names number and hash: it answers this INTENT and none before it, and not one that
       was refused */
    if
    :: KIND(k) == INTENT && S.act == STAGED && S.own == TOKEN(k) && GOES_ON(s, TOKEN(k)) ->
        x = 1;
        for (i : 0 .. QUEUE - 1) { x = x && KIND(S.queue[i]) != INTENT }
        S.acked = x; x = 0; i = 0
    :: else
    fi;
    k = 0
}

/* The next of the branch that was rolled back: what the station says now fits no more. */
inline take_lost(s) {
    if
    :: !S.astray -> S.astray = 1; forget_queue(s); forget_doomed(s)
    :: else
    fi;
    k = S.branch[0];
    S.lost--;
    for (i : 0 .. QUEUE - 2) { S.branch[i] = S.branch[i + 1] }
    S.branch[QUEUE - 1] = 0; i = 0;
    apply(s, KIND(k), TOKEN(k));
    k = 0
}

/* --- after a restore --------------------------------------------------------------------------------- */

/* A report stands for all events up to its head; it says what the station does not hold as well.
   It arrives at once: that it is late is that the hub opens late. What is told here of the past is
   what the hub goes by until then. */
inline report(s) {
    awaited = awaited & ~BIT(s);
    S.rleases = S.leases;
    S.rintent = S.act == STAGED;
    for (k : 0 .. FIRST_OF(term) - 1) {
        x = REPORTED(s, k);
        if
        :: (granted[s] & BIT(k)) && !OPEN(x) -> hear_given_up(s, k)
        :: else
        fi
    }
    if
    :: S.lost && S.n > S.fork -> forget_branch(s)
    :: S.lost && S.n <= S.fork -> S.fork = S.fork - S.n
    :: else
    fi;
    do
    :: S.n -> drop_first(s)
    :: else -> break
    od;
    k = 0; x = 0
}

/* Below the promise nothing is granted any more. */
inline forget_below(s) {
    for (k : 0 .. FIRST_OF(term) - 1) {
        x = LEASE(s, k);
        if
        :: x == RELEASED || x == FENCED -> S.leases = S.leases & ~(15 << (4 * k))
        :: else
        fi
    }
    k = 0; x = 0;
    granted[s] = granted[s] & ~BELOW(FIRST_OF(term));
    taken_back[s] = taken_back[s] & ~BELOW(FIRST_OF(term));
    S.known = S.known & ~BELOW(FIRST_OF(term))
}

inline adopt(s, t, state) {
    lease_token = t; lease_station = s;
    if
    :: state == INTENT || state == BOUND || state == MADE ->
        job = PRINTING;
        st[s].acked = st[s].acked || st[s].rintent
    :: state == EJECTED -> job = QUALITY_CHECK
    :: state == UNKNOWN -> job = IN_DOUBT
    :: state == LOCKED -> job = RECOVERY
    :: state == SPOILED -> job = FAILED
    :: state == GOOD -> complete()
    fi
}

inline forget_if_ended(s, t) {
    if
    :: ENDED(LEASE(s, t)) && !st[s].image -> forget_ended(s, t)
    :: else
    fi
}

#define KEPT_GOOD 3
#define KEPT_OPEN 2
#define KEPT_SPOILED 1
#define CLOSED 4

/* The reports alone decide on an open job: a card that was found good, else a lease that is open,
   else a card that was spoiled, else nothing was begun. Of all identities of earlier terms only that
   one stays good, and what the database itself knows as completed. A report about a job that this
   database does not know changes nothing, so its card is revoked. */
inline open_again() {
    recovering = 0;
    kept = 0;
    rank = CLOSED;
    if
    :: job == RECOVERY -> unlease(QUEUED); rank = 0
    :: job == COMPLETED -> kept = BIT(lease_token)
    :: else
    fi;
    for (k : 0 .. 2 * FIRST_OF(term) - 1) {
        x = REPORTED(k & 1, k >> 1);
        if
#ifdef BUG_UNKNOWN_JOB_KEPT
        :: job_of[k >> 1] != jid && x == GOOD -> kept = kept | BIT(k >> 1)
#endif
        :: job_of[k >> 1] != jid || (revoked & BIT(k >> 1)) -> skip
        :: else ->
            if
            :: x == GOOD ->
                kept = kept | BIT(k >> 1);
                if
                :: rank < KEPT_GOOD -> adopt(k & 1, k >> 1, x); rank = KEPT_GOOD
                :: else
                fi
            :: OPEN(x) && rank < KEPT_OPEN -> adopt(k & 1, k >> 1, x); rank = KEPT_OPEN
            :: x == SPOILED && rank < KEPT_SPOILED -> adopt(k & 1, k >> 1, x); rank = KEPT_SPOILED
            :: else
            fi
        fi
    }
    if
    :: rank == KEPT_OPEN -> kept = kept | BIT(lease_token)
    :: else
    fi;
#ifndef BUG_NO_REVOCATION
    revoked = revoked | (BELOW(FIRST_OF(term)) & ~kept);
#endif
    st[0].rleases = 0; st[1].rleases = 0; st[0].rintent = 0; st[1].rintent = 0;
    for (k : 0 .. FIRST_OF(term) - 1) {
        job_of[k] = (faults && (kept & BIT(k)) -> 1 : 0);
        forget_if_ended(0, k);
        forget_if_ended(1, k)
    }
    jid = 1; jids = 1;
    k = 0; x = 0; kept = 0; rank = 0
}

/* --- what the hub does by itself, and what people at the hub do ------------------------------------- */

#define OPEN_JOB (job == ASSIGNED || job == PRINTING || job == QUALITY_CHECK || job == IN_DOUBT || job == RECOVERY)
#define HOLDS(s) (lease_token != NONE && lease_station == s && OPEN_JOB)
#define WAITS_FOR_NOTHING(s) (S.act == STAGED && !MAY_FEED(s) && !recovering && !S.n && !GOES_ON(s, S.own))
#define STUCK(s) (S.chip == CHIP_AHEAD || (S.own != NONE && LEASE(s, S.own) == LOCKED) || S.astray || WAITS_FOR_NOTHING(s))

/* Two people: box in custody, each card of its open job found and destroyed, or proven not fed. */
inline retire(s) {
    S.gone = 1;
    awaited = awaited & ~BIT(s);
    S.rleases = 0; S.rintent = 0;
    forget_queue(s); forget_branch(s); forget_box(s);
    S.chip = EVEN; S.astray = 0;
    close_books();
    if
    :: HOLDS(s) && !recovering ->
        k = lease_token;
        destroy(k);
        k = 0;
        if
        :: job == ASSIGNED -> unlease(QUEUED)
        :: else -> another_job()
        fi
    :: else
    fi
}

inline grant(s) {
    k = FIRST_OF(term) + next;
    next++;
    tokens_rise = k >= top;
    MUST(tokens_rise);
    top = k + 1;
    job = ASSIGNED; lease_token = k; lease_station = s; job_of[k] = (faults -> jid : 0);
    granted[s] = granted[s] | BIT(k);
    k = 0
}

proctype hub(byte s) { /* one for each station; both are the one hub */
end_hub:
    do
    :: d_step { MAY_GRANT && !recovering && next < TOKENS_A_TERM && WORKS_WITH(s) -> grant(s) }
    :: d_step { job == ASSIGNED && lease_station == s && (granted[s] & ~(taken_back[s] | S.known) & BIT(lease_token)) ->
        taken_back[s] = taken_back[s] | BIT(lease_token) }
#ifdef BUG_REASSIGNED_ON_TIMEOUT
    :: d_step { (job == ASSIGNED || job == PRINTING) && lease_station == s -> unlease(QUEUED) }
#endif
    :: d_step { !recovering && WORKS_WITH(s) && !S.astray && PUBLISHED(s) > 0 -> take(s) }
    :: d_step { !recovering && WORKS_WITH(s) && S.lost && (S.astray || !S.fork) -> take_lost(s) }
#ifdef BUG_GAP_ACCEPTED
    :: d_step { !recovering && WORKS_WITH(s) && !S.astray && PUBLISHED(s) > 1 -> drop_first(s); take(s) }
#endif
#ifdef BUG_ACK_BEFORE_COMMIT
    :: d_step { !recovering && WORKS_WITH(s) && S.act == STAGED && PUBLISHED(s) > 0 -> S.acked = 1 }
#endif
    :: d_step { s == 0 && recovering && !awaited -> open_again() }

    /* people */
    :: d_step { !S.gone && STUCK(s) && AT_REST(s) -> retire(s) }
    :: d_step { s == 0 && job == HELD -> job = QUEUED } /* its artwork is mended */
    :: d_step { s == 0 && job == FAILED -> /* two have recorded the destruction, one asks, another approves */
#ifndef BUG_REPRINT_BEFORE_DESTRUCTION
        destroy(lease_token);
#endif
        another_job() }
    od
}
