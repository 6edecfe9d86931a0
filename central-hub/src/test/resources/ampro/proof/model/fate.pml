/* What may go wrong, each from one budget. */

inline fault() { faults-- }

inline restarts(s) { believe(s, UNSEEN) }

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
        :: feed_a_blank(s, 1, WHOLE); one_live_card()
        fi
    :: S.card == FED ->
        if
        :: S.card = HALF
        :: S.card = WHOLE; one_live_card()
        fi
    :: else
    fi;
    if
    :: S.unstored -> step_counter_back(s)
    :: skip
    fi;
    S.unstored = 0;
    if
    :: INSIDE(s) -> reject(s, UNSEEN) /* ejected as the power comes back */
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
    S.rlost = S.report && S.iterm < term;
    S.chip = (S.iclaims > (S.chip == JOURNAL_AHEAD) -> CHIP_AHEAD : EVEN);
    S.leases = S.ileases; S.own = S.iown; S.term = S.iterm;
    S.counter = S.icounter; S.rejected = S.irejected;
    S.known = 0; S.held = 0;
    for (i : 0 .. T - 1) {
        S.known = S.known | (LEASE(s, i) -> BIT(i) : 0);
        S.held = S.held | (LEASE(s, i) == HELD -> BIT(i) : 0)
    }
    i = 0;
    forget_image(s);
    restarts(s)
}

inline take_image(s) {
    S.image = 1;
    S.ileases = S.leases; S.iown = S.own; S.iterm = S.term; S.icounter = S.counter;
    S.irejected = S.rejected; S.iplace = (S.astray -> 0 : S.n + 1)
}

inline another_printer(s) {
    restarts(s);
    S.foreign = 1; S.reset = 1; S.unstored = 0;
    reject(s, UNSEEN);
    S.counter = SAME /* the worst that it can say */
}

/* The database is what it was, or empty; the term and the revocations are not in it. */
inline restore(is) {
    if
    :: is -> job = bjob; jid = bjid; lease_token = btoken; lease_station = bstation
    :: else -> another_job()
    fi;
#ifdef BUG_REVOCATIONS_IN_DATABASE
    revoked = (is -> brevoked : 0);
    brevoked = 0;
#endif
    backup = 0; bjob = 0; bjid = 0; btoken = 0; bstation = 0;
    lost = 0;
    close_books();
    next = 0;
#ifndef BUG_SAME_TERM
    term++;
#endif
#ifndef BUG_NO_FENCE
    recovering = 1;
    for (k : 0 .. 1) {
        awaited = (st[k].gone -> awaited : awaited | BIT(k));
        if
        :: !st[k].image -> forget_queue(k)
        :: else
        fi;
        st[k].report = 0; st[k].rlost = 0; st[k].rplace = 0; st[k].rleases = 0; st[k].astray = 0
    }
    k = 0;
    if
    :: job == COMPLETED || job == FAILED -> skip
    :: else -> job = RECOVERY
    fi
#endif
}

inline declare_lost(s) {
    lost = lost | BIT(s);
    awaited = awaited & ~BIT(s);
    S.report = 0; S.rleases = 0; S.rplace = 0; S.rlost = 0; S.astray = 0;
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
    :: d_step { faults && !S.gone && !S.image && S.chip == EVEN -> fault(); take_image(s) }
    :: atomic { S.image && !S.gone ->
        if
        :: skip
        :: power_cut(s)
        fi;
        d_step { roll_back(s) } }
    :: d_step { faults && !S.gone && !(lost & BIT(s)) -> fault(); declare_lost(s) }
    :: d_step { s == 0 && faults && !backup ->
        fault();
        backup = 1; bjob = job; bjid = jid; btoken = lease_token; bstation = lease_station;
#ifdef BUG_REVOCATIONS_IN_DATABASE
        brevoked = revoked
#endif
        }
    :: d_step { s == 0 && backup -> restore(1); one_live_card() }
    :: d_step { s == 0 && faults && !backup -> fault(); restore(0); one_live_card() }
    od
}
