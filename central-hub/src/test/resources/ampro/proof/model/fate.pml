/* What may go wrong, each from one budget. */

inline fault() { faults-- }

inline restarts(s) { believe(s, UNSEEN); S.welcomed = 0 }

/* Station and printer lose their power. A cut that hits the printer alone is the same to a station,
   which loses nothing durable and must look again. */
inline power_cut(s) {
    printf("fault: the power of station %d is cut\n", s);
    restarts(s);
    S.reset = 1;
    if
    :: S.card == ORDERED ->
        if
        :: S.card = EMPTY; S.print = 0
        :: feed_blank(s, 1, HALF)
        :: feed_blank(s, 1, WHOLE); judge_cards()
        fi
    :: S.card == FED ->
        if
        :: S.card = HALF
        :: S.card = WHOLE; judge_cards()
        fi
    :: else
    fi;
    if
    :: S.unstored -> lose_step(s)
    :: true
    fi;
    S.unstored = 0;
    if
    :: INSIDE(s) -> leaves(s) /* ejected as the power comes back */
    :: true
    fi
}

inline change_printer(s) {
    printf("fault: another printer at station %d\n", s);
    restarts(s);
    S.foreign = 1; S.reset = 1; S.unstored = 0;
    leaves(s);
    record_counter(s); /* the worst that it can say: what the journal expects */
    if
    :: S.image && S.iclaims < 2 -> S.iforeign = 1; S.icounter = SAME
    :: else
    fi
}

inline take_image(s) {
    printf("fault: an image of the disk of station %d is taken\n", s);
    S.image = 1;
    S.ileases = S.leases; S.iown = S.own; S.iterm = S.term; S.icounter = S.counter; S.iforeign = S.foreign;
    S.iplace = S.n + 1
}

/* What is published and not in the image any more hangs in the network as a branch. */
inline cut_off(s) {
    x = PUBLISHED(s);
    k = S.iplace - 1;
    if
    :: S.astray || x == k
    :: !S.astray && x > k ->
        forget_branch(s);
        S.lost = x - k; S.fork = k;
        for (i : 0 .. QUEUE - 1) { S.branch[i] = (i < x - k -> S.queue[i + k] : 0) }
        i = 0;
        S.lost_taken = (S.taken > k -> S.taken - k : 0);
        S.taken = (S.taken > k -> k : S.taken)
    :: else
    fi;
    for (i : 0 .. QUEUE - 1) { S.queue[i] = (i < k -> S.queue[i] : 0) }
    S.n = (S.n > k -> k : S.n);
    i = 0; k = 0; x = 0
}

inline set_back(s) {
    printf("fault: the disk of station %d is set back to its image\n", s);
    if
    :: S.iclaims == 2 -> /* locked: it will say no more than what it has */
        for (i : 0 .. QUEUE - 1) { S.queue[i] = (i < PUBLISHED(s) -> S.queue[i] : 0) }
        i = 0; S.n = PUBLISHED(s)
    :: S.iclaims < 2 && S.iplace == 0 -> /* the hub was beyond it before any backup */
        S.iplace = 1; cut_off(s); S.fork = 0; S.astray = 1
    :: S.iclaims < 2 && S.iplace > 0 -> cut_off(s)
    fi;
    S.unsaid = 0;
    S.chip = (S.iclaims > (S.chip == JOURNAL_AHEAD) -> CHIP_AHEAD : EVEN);
    S.leases = S.ileases; S.own = S.iown; S.term = S.iterm; S.counter = S.icounter; S.foreign = S.iforeign;
    forget_image(s);
    S.known = 0; S.held = 0;
    for (i : 0 .. T - 1) {
        S.known = S.known | (LEASE(s, i) -> BIT(i) : 0);
        S.held = S.held | (LEASE(s, i) == HELD -> BIT(i) : 0)
    }
    i = 0;
    restarts(s);
    if
    :: S.chip == CHIP_AHEAD -> forget_box(s)
    :: else -> forget_doomed(s)
    fi;
    x = 0
}

inline take_backup() {
    printf("fault: a backup of the hub is taken; job %d is ", jid);
    printm(job);
    printf("\n");
    backup = 1;
    bjob = (job == COMPLETED || job == FAILED -> job : RECOVERY);
    bjid = jid; btoken = lease_token; bstation = lease_station; btouched = touched;
    brevoked = (IS(REVOCATIONS_IN_DATABASE) -> revoked : 0)
}

/* The term begins, the stations are fenced, every open job is in recovery. */
inline restore() {
    printf("fault: the hub is set back to its backup\n");
    job = bjob; jid = bjid; lease_token = btoken; lease_station = bstation; touched = btouched;
    revoked = (IS(REVOCATIONS_IN_DATABASE) -> brevoked : revoked);
    backup = 0; bjob = 0; bjid = 0; btoken = 0; bstation = 0; btouched = 0; brevoked = 0;
    withdrawn = 0; given_up = 0;
    close_books();
    next = 0;
    term = (IS(TERM_KEPT) -> term : term + 1);
    tokens_rise = FIRST_OF(term) >= top;
    MUST(tokens_rise);
    top = FIRST_OF(term);
    for (k : 0 .. 1) {
        st[k].taken = 0; st[k].lost_taken = 0;
        awaited = awaited | BIT(k) /* who was retired since the backup is retired again */
    }
    k = 0;
    recovering = 1;
    if
    :: IS(NO_FENCE) -> recovering = 0; awaited = 0; job = (job == RECOVERY -> QUEUED : job)
    :: else
    fi;
    judge_cards()
}

proctype fate(byte s) {
end_fate:
    do
    :: d_step { faults && !S.gone && S.act > IDLE -> fault(); restarts(s);
        printf("fault: the program of station %d is killed\n", s) }
    :: atomic { faults && !S.gone && (S.card != EMPTY || S.unstored) -> fault(); power_cut(s) }
    :: d_step { faults && !S.gone && AT_REST(s) && !S.foreign && (S.own != NONE || S.held) ->
        fault(); change_printer(s) }
    :: d_step { faults && !S.gone && !S.image && S.chip == EVEN && !S.lost && !S.astray ->
        fault(); take_image(s) }
    :: atomic { S.image && !S.gone ->
        if
        :: true
        :: power_cut(s)
        fi;
        d_step { set_back(s) } }
    :: d_step { faults && IN_SERVICE(s) -> fault(); declare_lost(s) }
    :: d_step { s == 0 && faults && !backup && !recovering -> fault(); take_backup() }
    :: d_step { s == 0 && backup -> restore() }
    od
}
