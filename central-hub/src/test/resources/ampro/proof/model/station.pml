/* A station: journal, guard counter, start rule, its printer, and the people in front of it. */

/* --- the journal ------------------------------------------------------------------------------- */

#define EVENT(kind, t) (((kind) << 3) | (t))
#define KIND(event) ((event) >> 3)
#define TOKEN(event) ((event) & 7)
#define ADJUDICATED_AS(state) (ADJUDICATED + (state))  /* above all other kinds */

#ifndef UNCOUNTED
#define UNCOUNTED 0      /* planted: this claim is not counted */
#endif
#define CLAIM(kind) (kind == INTENT || kind == MADE || kind == GOOD || kind == SPOILED || kind == NOT_FED || kind == RELEASED || kind == FENCED || kind == REFUSED)
#define COUNTED(kind) (((kind) > ADJUDICATED_AS(0) && UNCOUNTED != ADJUDICATED) || (CLAIM(kind) && (kind) != UNCOUNTED))

inline put(s, t, state) {
    S.leases = (S.leases & ~(15 << (4 * (t)))) | ((state) << (4 * (t)));
    S.known = S.known | BIT(t);
    if
    :: (state) == HELD -> S.held = S.held | BIT(t)
    :: else -> S.held = S.held & ~BIT(t)
    fi;
    if
    :: OPEN((state)) -> S.own = t
    :: !OPEN((state)) && S.own == t -> S.own = NONE
    :: else
    fi
}

/* The event goes into the journal, and from there to the hub. What changes no job is not kept here:
   to take it could only show a fork. Nobody listens any more to a journal of which another branch
   was taken, nor to a box that was declared lost. */
#define LISTENED_TO(s) (!S.astray && !(lost & BIT(s)))
inline log(s, kind, t) {
    if
    :: LISTENED_TO(s) && kind != HELD && kind != BOUND && kind != MADE ->
        assert(S.n < QUEUE);
        S.queue[S.n] = EVENT(kind, t); S.n++;
        S.unsaid = CHIP(s) && S.image && COUNTED(kind)
    :: else
    fi
}

/* Journal first, then chip, and only then is it seen outside: see UP and PUBLISHED. Where no image
   comes back the two are one step, since a start makes up for what is missing. An image that is two
   claims old is found out, whatever it says. */
inline count(s) {
    if
    :: CHIP(s) && S.image ->
        S.chip = JOURNAL_AHEAD;
        if
        :: S.iclaims < 2 -> S.iclaims++
        :: else
        fi;
        if
        :: S.iclaims == 2 -> forget_image(s); S.image = 1; S.iclaims = 2
        :: else
        fi
    :: else
    fi
}

inline forget_image(s) {
    S.image = 0; S.ileases = 0; S.iown = 0; S.iterm = 0; S.icounter = 0; S.irejected = 0;
    S.iclaims = 0; S.iplace = 0
}

/* One durable step: the lease, its event, and the claim's count. */
inline commit(s, t, state, kind) {
    log(s, kind, t);
    put(s, t, state);
    if
    :: COUNTED(kind) -> count(s)
    :: else
    fi
}

/* What an image would bring back is compared with the same printer. */
inline step_counter(s, by) {
    S.counter = (S.counter + by > 7 -> 7 : S.counter + by);
    if
    :: S.image && S.iclaims < 2 -> S.icounter = (S.icounter + by > 7 -> 7 : S.icounter + by)
    :: else
    fi
}

inline record_counter(s) { S.counter = SAME }

inline believe(s, what) {
    S.act = what;
    S.acked = 0
}

inline lowest(mask) {
    k = 0;
    do
    :: !((mask) & BIT(k)) -> k++
    :: else -> break
#ifdef BUG_UNKNOWN_RETRIED
    :: d_step { UP(s) && S.act == IDLE && S.own != NONE && LEASE(s, S.own) == UNKNOWN ->
        t = S.own; put(s, t, HELD); t = 0 }
#endif
    od
}

/* Any one of the tokens, none of which is 0 together. */
inline any(mask, t) {
    t = 0;
    do
    :: !((mask) & BIT(t)) -> t++
    :: (mask) & BIT(t) -> break
    :: ((mask) & BIT(t)) && ((mask) >> (t + 1)) -> t++
#ifdef BUG_UNKNOWN_RETRIED
    :: d_step { UP(s) && S.act == IDLE && S.own != NONE && LEASE(s, S.own) == UNKNOWN ->
        t = S.own; put(s, t, HELD); t = 0 }
#endif
    od
}

/* --- section 4: what a start, or an order that failed, decides --------------------------------- */

inline lock(s, t) {
    if
    :: t == NONE -> S.foreign = 0; record_counter(s); believe(s, IDLE) /* two people re-baseline */
    :: else ->
        if
        :: LEASE(s, t) != LOCKED -> commit(s, t, LOCKED, LOCKED)
        :: else
        fi;
        believe(s, IDLE)
    fi
}

inline ask(s, t) {
    if
    :: LEASE(s, t) != UNKNOWN -> commit(s, t, UNKNOWN, UNKNOWN); record_counter(s)
    :: else
    fi;
    believe(s, IDLE)
}

inline reject(s, as) {
    if
    :: S.card == WHOLE -> out[S.print] = out[S.print] + 1
    :: else
    fi;
    S.card = EMPTY; S.print = 0;
    believe(s, as)
}

#define INSIDE(s) (S.card == HALF || S.card == WHOLE)
#define ONE_OR_NONE(s) (S.counter == SAME || S.counter == SAME + 1)
#define BEGUN(s, t) (LEASE(s, t) == INTENT || LEASE(s, t) == BOUND)
#define ANOTHER_PRINTER(s) (S.counter < SAME || S.foreign)
#ifdef BUG_NOT_FED_ON_UNPROVEN_COUNTER
#define PROOF(s) 1
#else
#define PROOF(s) PROVEN(s)
#endif
#ifdef BUG_ROWS_REORDERED
#define ROW_ONE(s, t) (ANOTHER_PRINTER(s) && !BEGUN(s, t))  /* read last: another row fits first */
#else
#define ROW_ONE(s, t) ANOTHER_PRINTER(s)
#endif

inline look(s) {
    x = S.own;
    if
    :: x == NONE && S.held -> lowest(S.held); x = k
    :: else
    fi;
    if
    :: ANOTHER_PRINTER(s) && x == NONE -> lock(s, x)
    :: x == NONE && !ANOTHER_PRINTER(s) -> record_counter(s); believe(s, IDLE)
    :: x != NONE && LEASE(s, x) == LOCKED -> believe(s, IDLE)
    :: x != NONE && LEASE(s, x) != LOCKED ->
        if
        :: ROW_ONE(s, x) -> lock(s, x)
        :: else ->
            if
            :: S.counter >= SAME + 2 -> ask(s, x)
            :: S.counter < SAME + 2 && LEASE(s, x) == HELD ->
                if
                :: !INSIDE(s) && S.counter == SAME -> believe(s, IDLE)
                :: else -> ask(s, x)
                fi
            :: S.counter < SAME + 2 && BEGUN(s, x) ->
                if
                :: LEASE(s, x) == INTENT && !INSIDE(s) && S.counter == SAME && PROOF(s) ->
                    commit(s, x, HELD, NOT_FED); believe(s, IDLE)
                :: INSIDE(s) && ONE_OR_NONE(s) && PROVEN(s) && !S.reset -> reject(s, REJECTED)
                :: INSIDE(s) && !(ONE_OR_NONE(s) && PROVEN(s) && !S.reset) -> reject(s, REJECTED_ASK)
                :: else -> ask(s, x)
                fi
            :: S.counter < SAME + 2 && LEASE(s, x) == MADE ->
                if
                :: INSIDE(s) && S.counter == SAME -> believe(s, AT_WORK) /* and out with it */
                :: !INSIDE(s) && S.counter == SAME ->
                    commit(s, x, EJECTED, EJECTED); believe(s, IDLE)
                :: else -> ask(s, x)
                fi
            :: S.counter < SAME + 2 && LEASE(s, x) == EJECTED ->
                if
                :: !INSIDE(s) && S.counter == SAME -> believe(s, IDLE)
                :: else -> ask(s, x)
                fi
            :: S.counter < SAME + 2 && LEASE(s, x) == UNKNOWN -> believe(s, IDLE)
            fi
        fi
    fi;
    S.reset = 0;
    x = 0; k = 0
}

/* What people count then is not modelled. */
inline close_books() {
    books = 0; used = 0; blanks = 0
}

/* --- the printer: how the order that is out ends ---------------------------------------------------- */

inline feed_a_blank(s, by, to) {
    S.card = to;
    S.unstored = !PROVEN(s);
    step_counter(s, by);
    fed = fed | BIT(S.print);
    blanks = blanks + by * books
}

/* No more commands come after a crash; a jam or a failed feed otherwise is a fault. */
#define STOPS(s) (S.act != AT_WORK || faults)
inline stops(s) {
    if
    :: S.act == AT_WORK -> faults--; believe(s, UNSEEN)
    :: else
    fi
}

/* --- the steps ------------------------------------------------------------------------------------------ */

#ifdef BUG_FEEDS_WITHOUT_ACK
#define MAY_FEED(s) 1
#else
#define MAY_FEED(s) (CHIP(s) || S.acked)
#endif
#ifdef BUG_INTENT_AFTER_FEEDING
#define FIRST_STEP AT_WORK
#else
#define FIRST_STEP STAGED
#endif
#ifdef BUG_COUNTERS_BEFORE_IDLE
#define STILL(s) 1
#else
#define STILL(s) AT_REST(s)
#endif
#ifdef BUG_NO_PROMISE
#define NOT_BELOW_PROMISE(s) 255
#else
#define NOT_BELOW_PROMISE(s) (~BELOW(FIRST_OF(S.term)))
#endif
#define NEW_GRANTS(s) (granted[s] & ~S.known & NOT_BELOW_PROMISE(s))
#define NEW_REVOKES(s) (taken_back[s] & ~S.known & NOT_BELOW_PROMISE(s))

proctype station(byte s) {
    byte t;
end_station:
    do
    :: d_step { S.chip == JOURNAL_AHEAD && !S.gone -> S.chip = EVEN; S.unsaid = 0 }

    :: d_step { UP(s) && S.act == UNSEEN && STILL(s) -> look(s) }

    /* the hub's word; a token is taken once */
    :: atomic { UP(s) && NEW_GRANTS(s) ->
        any(NEW_GRANTS(s), t); commit(s, t, HELD, HELD); t = 0 }
    :: atomic { UP(s) && NEW_REVOKES(s) -> /* overtook its grant: the token is used up */
        any(NEW_REVOKES(s), t); commit(s, t, RELEASED, RELEASED); t = 0 }
    :: atomic { UP(s) && S.held -> /* asked, or by itself; or its artwork was not what was granted */
        any(S.held, t);
        if
        :: true -> commit(s, t, RELEASED, RELEASED)
        :: true -> commit(s, t, RELEASED, REFUSED)
        fi;
        t = 0 }
    :: d_step { UP(s) && S.term < term && S.held -> /* the fence: one claim after the other */
        lowest(S.held); commit(s, k, FENCED, FENCED); k = 0 }
    :: d_step { UP(s) && S.term < term && !S.held -> /* then the report that answers it */
        S.term = term;
        if
        :: awaited & BIT(s) ->
            S.report = 1; S.rlost = 0; S.rleases = S.leases; S.rplace = S.n
        :: else
        fi }

    /* section 3: one card */
    :: atomic { UP(s) && S.act == IDLE && S.own == NONE && S.held && S.card == EMPTY &&
            S.counter == SAME && !S.foreign ->
        any(S.held, t); commit(s, t, INTENT, INTENT); S.act = STAGED; t = 0 }
    :: d_step { UP(s) && S.act == IDLE && S.own == NONE && S.held &&
            (S.card != EMPTY || S.counter != SAME || S.foreign) -> S.act = UNSEEN }
    :: d_step { UP(s) && S.act == STAGED && MAY_FEED(s) ->
        intent_is_durable = LEASE(s, S.own) == INTENT;
        assert(intent_is_durable);
        given_up_is_never_fed = !(given_up & BIT(S.own));
        assert(given_up_is_never_fed);
        S.print = S.own; S.card = ORDERED; believe(s, AT_WORK) }
    :: atomic { S.card == ORDERED && !S.gone ->
        if
        :: BINDS(s) -> feed_a_blank(s, 1, FED)
        :: !BINDS(s) -> feed_a_blank(s, 1, WHOLE); one_live_card()
        :: STOPS(s) -> feed_a_blank(s, 1, HALF); stops(s)
        :: STOPS(s) -> S.card = EMPTY; S.print = 0; stops(s)
        :: faults -> faults--; close_books(); feed_a_blank(s, 2, WHOLE); one_live_card()
        fi }
    :: atomic { S.card == FED && !S.gone ->
        if
        :: S.card = WHOLE; one_live_card()
        :: STOPS(s) -> S.card = HALF; stops(s)
        fi }
    :: d_step { UP(s) && S.act == AT_WORK && S.card == FED && LEASE(s, S.own) == INTENT ->
        commit(s, S.own, BOUND, BOUND) }
    :: d_step { UP(s) && S.act == AT_WORK && S.card == WHOLE && BEGUN(s, S.own) ->
        if
        :: S.counter == SAME + 1 -> commit(s, S.own, MADE, MADE); record_counter(s)
        :: else -> ask(s, S.own)
        fi }
    :: d_step { UP(s) && S.act == AT_WORK && S.card == WHOLE && LEASE(s, S.own) == MADE ->
        reject(s, LEFT) }
    :: d_step { UP(s) && (S.act == LEFT || S.act == REJECTED) ->
        S.rejected = (S.act == REJECTED);
        commit(s, S.own, EJECTED, EJECTED); record_counter(s); believe(s, IDLE) }
    :: d_step { UP(s) && S.act == REJECTED_ASK -> ask(s, S.own) }

    /* the check, by one person; section 5: two people decide facts */
    :: atomic { UP(s) && S.own != NONE && LEASE(s, S.own) == EJECTED ->
        if
        :: out[S.own] && !S.rejected -> commit(s, S.own, GOOD, GOOD)
        :: fed & BIT(S.own) -> commit(s, S.own, SPOILED, SPOILED)
        :: !out[S.own] && !S.rejected -> ask(s, S.own)
        fi;
        S.rejected = 0 }
    :: atomic { UP(s) && S.own != NONE && LEASE(s, S.own) == UNKNOWN && AT_REST(s) ->
        t = S.own;
        if
        :: INSIDE(s) -> reject(s, S.act) /* they take it out of the transport */
        :: else
        fi;
        if
        :: out[t] -> commit(s, t, GOOD, ADJUDICATED_AS(GOOD))
        :: fed & BIT(t) -> commit(s, t, SPOILED, ADJUDICATED_AS(SPOILED))
        :: !(fed & BIT(t)) -> commit(s, t, RELEASED, ADJUDICATED_AS(RELEASED))
        fi;
        t = 0 }
#ifdef BUG_UNKNOWN_RETRIED
    :: d_step { UP(s) && S.act == IDLE && S.own != NONE && LEASE(s, S.own) == UNKNOWN ->
        t = S.own; put(s, t, HELD); t = 0 }
#endif
    od
}
