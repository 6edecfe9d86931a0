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
    jids++; jid = jids; unlease(QUEUED)
}

inline complete() {
    completed_card_is_there = out[lease_token] && !(revoked & BIT(lease_token));
    assert(completed_card_is_there);
    job = COMPLETED
}

/* JobMachine.claimed: what fits no open lease is kept for people and changes nothing. */
inline apply(s, kind, t) {
    if
    :: kind == RELEASED || kind == FENCED || kind == REFUSED -> given_up = given_up | BIT(t)
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
    /* the ack names number and hash: it answers this INTENT and none before it */
    if
    :: KIND(k) == INTENT && S.act == STAGED && S.own == TOKEN(k) ->
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
    :: !S.astray -> S.astray = 1; forget_queue(s)
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

/* A report stands for all events up to its head; it says what the station does not hold as well. */
inline take_report(s) {
    awaited = awaited & ~BIT(s);
    S.report = 0;
    for (k : 0 .. FIRST_OF(term) - 1) {
        x = REPORTED(s, k);
        if
        :: (granted[s] & BIT(k)) && !OPEN(x) -> given_up = given_up | BIT(k)
        :: else
        fi
    }
    k = 0; x = 0;
    if
    :: S.rlost -> S.astray = 1; forget_queue(s); forget_branch(s)
    :: else ->
        if
        :: S.act == STAGED && S.own != NONE && REPORTED(s, S.own) == INTENT -> S.acked = 1
        :: else
        fi;
        if
        :: S.lost && S.rplace > S.fork -> forget_branch(s)
        :: S.lost && S.rplace <= S.fork -> S.fork = S.fork - S.rplace
        :: else
        fi;
        do
        :: S.rplace -> drop_first(s); S.rplace--
        :: else -> break
        od
    fi;
    S.rlost = 0; S.rplace = 0
}

inline adopt(s, t, state) {
    lease_token = t; lease_station = s;
    if
    :: state == INTENT || state == BOUND || state == MADE -> job = PRINTING
    :: state == EJECTED -> job = QUALITY_CHECK
    :: state == UNKNOWN -> job = IN_DOUBT
    :: state == LOCKED -> job = RECOVERY
    :: state == SPOILED -> job = FAILED
    :: state == GOOD -> complete()
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
    st[0].rleases = 0; st[1].rleases = 0;
    k = 0; x = 0; kept = 0; rank = 0
}

/* --- what the hub does by itself, and what people at the hub do ------------------------------------- */

#define OPEN_JOB (job == ASSIGNED || job == PRINTING || job == QUALITY_CHECK || job == IN_DOUBT || job == RECOVERY)
#define HOLDS(s) (lease_token != NONE && lease_station == s && OPEN_JOB)
#define STUCK(s) (S.chip == CHIP_AHEAD || (S.own != NONE && LEASE(s, S.own) == LOCKED) || S.astray)

/* Two people: box in custody, each card of its open job found and destroyed, or proven not fed. */
inline retire(s) {
    S.gone = 1;
    awaited = awaited & ~BIT(s);
    S.report = 0; S.rleases = 0; S.rplace = 0; S.rlost = 0;
    forget_queue(s); forget_branch(s); forget_image(s);
    S.leases = 0; S.known = 0; S.held = 0; S.own = NONE; S.term = 0; S.counter = SAME;
    S.rejected = 0; S.chip = EVEN; S.reset = 0; S.unstored = 0; S.foreign = 0; S.astray = 0;
    believe(s, UNSEEN);
    close_books();
    if
    :: HOLDS(s) && !recovering ->
        k = lease_token;
        out[k] = 0;
        if
        :: S.print == k -> S.card = EMPTY; S.print = 0
        :: else
        fi;
        if
        :: fed & BIT(k) -> another_job()
        :: else -> unlease(QUEUED)
        fi;
        k = 0
    :: else
    fi
}

inline grant(s) {
    k = FIRST_OF(term) + next;
    next++;
    tokens_rise = !((granted[0] | granted[1]) >> k);
    assert(tokens_rise);
    job = ASSIGNED; lease_token = k; lease_station = s; job_of[k] = jid;
    granted[s] = granted[s] | BIT(k);
    k = 0
}

proctype hub(byte s) { /* one for each station; both are the one hub */
end_hub:
    do
    :: d_step { MAY_GRANT && !recovering && next < TOKENS_A_TERM && WORKS_WITH(s) -> grant(s) }
    :: d_step { job == ASSIGNED && lease_station == s && !((taken_back[s] | S.known) & BIT(lease_token)) ->
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
    :: d_step { awaited & BIT(s) && S.report && (S.rlost || S.chip != JOURNAL_AHEAD) -> take_report(s) }
    :: d_step { s == 0 && recovering && !awaited -> open_again() }

    /* people */
    :: d_step { !S.gone && STUCK(s) && AT_REST(s) -> retire(s) }
    :: d_step { s == 0 && job == HELD -> job = QUEUED } /* its artwork is mended */
    :: d_step { s == 0 && job == FAILED -> /* two have recorded the destruction, one asks, another approves */
#ifndef BUG_REPRINT_BEFORE_DESTRUCTION
        out[lease_token] = 0;
        for (k : 0 .. 1) {
            if
            :: st[k].print == lease_token -> st[k].card = EMPTY; st[k].print = 0
            :: else
            fi
        }
        k = 0;
#endif
        another_job() }
    od
}
