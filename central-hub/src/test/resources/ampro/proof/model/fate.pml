/* What may go wrong, each from one budget. */

inline fault() { faults-- }

inline restarts(s) { believe(s, UNSEEN); S.welcomed = 0 }

/* Station and printer lose their power; a printer that is alone hit is the same to its station,
   which forgets nothing durable and must look again. */
inline power_cut(s) {
    restarts(s);
    S.reset = 1;
    if
    :: S.card == ORDERED ->
        if
        :: S.card = EMPTY
        :: feed_a_blank(s, 1, HALF)
        :: feed_a_blank(s, 1, WHOLE); judge_cards()
        fi
    :: S.card == FED ->
        if
        :: S.card = HALF
        :: S.card = WHOLE; judge_cards()
        fi
    :: else
    fi;
    if
    :: S.unstored -> step_counter_back(s)
    :: skip
    fi;
    S.unstored = 0;
    if
    :: INSIDE(s) -> leaves(s) /* ejected as the power comes back */
    :: skip
    fi
}

inline step_counter_back(s) {
    S.counter = (S.counter -> S.counter - 1 : 0);
    if
    :: S.image && S.iclaims < 2 -> S.icounter = (S.icounter -> S.icounter - 1 : 0)
    :: else
    fi
}

/* The disk is what it was; what was published since hangs in the network as a branch. */
inline roll_back(s) {
    x = PUBLISHED(s);
    if
    :: S.iclaims == 2 -> S.queue[x] = (S.unsaid -> 0 : S.queue[x]); S.n = x /* locked: it will say no more */
    :: S.iclaims < 2 && !S.astray && S.iplace == 0 ->
        forget_branch(s);
        S.lost = x;
        for (i : 0 .. QUEUE - 1) { S.branch[i] = (i < x -> S.queue[i] : 0) }
        forget_queue(s);
        S.astray = 1
    :: S.iclaims < 2 && !S.astray && S.iplace > 0 ->
        k = S.iplace - 1;
        if
        :: x > k ->
            forget_branch(s);
            S.lost = x - k; S.fork = k;
            for (i : 0 .. QUEUE - 1) { S.branch[i] = (i < x - k -> S.queue[i + k] : 0) }
        :: else
        fi;
        for (i : 0 .. QUEUE - 1) { S.queue[i] = (i < k -> S.queue[i] : 0) }
        S.n = k
    :: else
    fi;
    i = 0; k = 0; x = 0; S.unsaid = 0;
    S.chip = (S.iclaims > (S.chip == JOURNAL_AHEAD) -> CHIP_AHEAD : EVEN);
    S.leases = S.ileases; S.own = S.iown; S.term = S.iterm;
    S.counter = S.icounter;
    S.known = 0; S.held = 0;
    for (i : 0 .. T - 1) {
        S.known = S.known | (LEASE(s, i) -> BIT(i) : 0);
        S.held = S.held | (LEASE(s, i) == HELD -> BIT(i) : 0)
    }
    i = 0;
    forget_image(s);
    restarts(s);
    if
    :: S.chip == CHIP_AHEAD -> forget_box(s)
    :: else -> forget_doomed(s)
    fi;
    x = 0
}

inline take_image(s) {
    S.image = 1;
    S.ileases = S.leases; S.iown = S.own; S.iterm = S.term; S.icounter = S.counter;
    S.iplace = S.n + 1
}

inline another_printer(s) {
    restarts(s);
    S.foreign = 1; S.reset = 1; S.unstored = 0;
    leaves(s);
    S.counter = SAME /* the worst that it can say */
}

/* What a restored hub has forgotten to have taken. Since the report will stand for all of it, only
   its place against an image or a branch matters: what came after the image is one event that says
   nothing. */
inline forgotten(s) {
    if
    :: S.astray -> S.astray = 0; forget_queue(s); forget_branch(s)
    :: !S.astray && S.image && S.iplace == 0 && S.iclaims < 2 ->
        for (i : 1 .. QUEUE - 1) { S.queue[QUEUE - i] = S.queue[QUEUE - 1 - i] }
        S.queue[0] = 0; i = 0;
        S.n++; S.iplace = 1
    :: !S.astray && !S.image && !S.lost -> forget_queue(s)
    :: else
    fi
}

/* The database is what it was: just now, at any time since the job was queued, or before. Of a row
   that was open nothing but its job matters, since reports alone decide on it. The term and the
   revocations are not in the database. */
inline restore() {
    recovering = 1;
    if
    :: job == COMPLETED || job == FAILED
    :: unlease(RECOVERY)
    :: jid > 1 -> jid--; unlease(RECOVERY)
    :: jid > 2 -> jid = jid - 2; unlease(RECOVERY)
    :: another_job(); job = RECOVERY
    fi;
    d_step {
        lost = 0; given_up = 0; close_books();
        next = 0;
#ifndef BUG_SAME_TERM
        term++;
#endif
        tokens_rise = FIRST_OF(term) + next >= top;
        MUST(tokens_rise);
        top = FIRST_OF(term);
#ifdef BUG_REVOCATIONS_IN_DATABASE
        revoked = 0;
#endif
#ifdef BUG_NO_FENCE
        job = (job == RECOVERY -> QUEUED : job);
        recovering = 0;
#else
        for (k : 0 .. 1) {
            awaited = (st[k].gone -> awaited : awaited | BIT(k));
            st[k].rleases = 0; st[k].rintent = 0;
            forgotten(k)
        }
        k = 0;
#endif
        judge_cards()
    }
}

inline declare_lost(s) {
    lost = lost | BIT(s);
    awaited = awaited & ~BIT(s);
    S.rleases = 0; S.rintent = 0; S.astray = 0;
    forget_branch(s);
    for (i : 0 .. QUEUE - 1) { S.queue[i] = 0 }
    i = 0; S.n = 0; S.unsaid = 0;
    close_books();
    if
    :: HOLDS(s) && !recovering ->
        revoked = revoked | BIT(lease_token);
        another_job()
    :: else
    fi
}

proctype fate(byte s) {
end_fate:
    do
    :: d_step { faults && !S.gone && S.act > IDLE -> fault(); restarts(s) }
    :: atomic { faults && !S.gone && (S.card != EMPTY || S.unstored) -> fault(); power_cut(s) }
    :: d_step { faults && !S.gone && AT_REST(s) && !S.foreign && (S.own != NONE || S.held) -> fault(); another_printer(s) }
    :: d_step { faults && !S.gone && !S.image && S.chip == EVEN && !S.lost && !S.astray ->
        fault(); take_image(s) }
    :: atomic { S.image && !S.gone ->
        if
        :: skip
        :: power_cut(s)
        fi;
        d_step { roll_back(s) } }
    :: d_step { faults && !S.gone && !(lost & BIT(s)) -> fault(); declare_lost(s) }
    :: atomic { s == 0 && faults -> fault(); restore() }
    od
}
