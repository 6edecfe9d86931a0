/* The printer and the cards, truly, and what section 4 makes of them after a start. */

/* --- the truth ----------------------------------------------------------------------------------------- */

/* What people count after such a fault is not modelled. */
inline close_books() {
    books = 0; used = 0; blanks = 0
}

/* What an image would bring back is compared with the same printer. */
inline step_counter(s, by) {
    S.counter = (S.counter + by > 7 -> 7 : S.counter + by);
    if
    :: S.image && S.iclaims < 2 -> S.icounter = (S.icounter + by > 7 -> 7 : S.icounter + by)
    :: else
    fi
}

inline lose_step(s) {
    S.counter = (S.counter -> S.counter - 1 : 0);
    if
    :: S.image && S.iclaims < 2 -> S.icounter = (S.icounter -> S.icounter - 1 : 0)
    :: else
    fi
}

inline feed_blank(s, by, to) {
    S.card = to;
    S.unstored = !PROVEN(s) && (faults || S.image);
    step_counter(s, by);
    fed = fed | BIT(S.print);
    printf("printer %d: feeds for token %d\n", s, S.print);
    blanks = blanks + by * books
}

inline leaves(s) {
    if
    :: S.card == WHOLE -> out[S.print] = out[S.print] + 1
    :: else
    fi;
    printf("printer %d: what was inside is out, token %d\n", s, S.print);
    S.card = EMPTY; S.print = 0
}

inline reject(s) {
    if
    :: S.card == WHOLE -> box = box | BIT(S.print)
    :: else
    fi;
    leaves(s)
}

inline into_box(t) { box = (out[t] -> box | BIT(t) : box) }

/* Two people have it destroyed, wherever it is. */
inline destroy(t) {
    destroyed = (NO_RESTORE_COMES -> destroyed : destroyed | BIT(t));
    out[t] = 0; box = box & ~BIT(t);
    for (i : 0 .. 1) {
        if
        :: st[i].print == t && st[i].card == WHOLE -> st[i].card = EMPTY; st[i].print = 0
        :: else
        fi
    }
    i = 0
}

/* No more commands come after a crash. Otherwise a jam or a failed feed is a fault. */
#define MAY_STOP(s) (S.act != AT_WORK || faults)
inline stops(s) {
    if
    :: S.act == AT_WORK -> faults--; believe(s, UNSEEN)
    :: else
    fi
}

/* --- section 4, read from the top: once for the lease that owns the printer, else for those that wait -- */

#define ANOTHER_PRINTER(s) (S.counter < SAME || S.foreign)
#define ONE_OR_NONE(s) (S.counter == SAME || S.counter == SAME + 1)
#define PROOF(s) (PROVEN(s) || IS(NOT_FED_ON_UNPROVEN_COUNTER))

inline ask(s, t) {
    if
    :: LEASE(s, t) != UNKNOWN -> commit(s, t, UNKNOWN, UNKNOWN); record_counter(s)
    :: else
    fi;
    believe(s, IDLE)
}

inline lock(s, t) {
    if
    :: t == NONE -> S.foreign = 0; record_counter(s) /* two people re-baseline */
    :: t != NONE && LEASE(s, t) != LOCKED -> commit(s, t, LOCKED, LOCKED)
    :: else
    fi;
    believe(s, IDLE)
}

inline look_at_begun(s, t) {
    if
    :: LEASE(s, t) == INTENT && !INSIDE(s) && S.counter == SAME && PROOF(s) ->
        if
        :: (t) < FIRST_OF(S.term) -> log(s, NOT_FED, t); commit(s, t, FENCED, FENCED)
        :: else -> commit(s, t, HELD, NOT_FED)
        fi;
        believe(s, IDLE)
    :: INSIDE(s) && ONE_OR_NONE(s) && PROVEN(s) && !S.reset -> reject(s); believe(s, REJECTED)
    :: INSIDE(s) && !(ONE_OR_NONE(s) && PROVEN(s) && !S.reset) -> reject(s); believe(s, REJECTED_ASK)
    :: else -> ask(s, t)
    fi
}

inline look(s) {
    x = S.own;
    if
    :: x == NONE && S.held -> lowest(S.held); x = k
    :: else
    fi;
    if
    :: ANOTHER_PRINTER(s) && !(IS(ROWS_REORDERED) && x != NONE && BEGUN(s, x)) -> lock(s, x)
    :: else ->
        if
        :: x == NONE -> record_counter(s); believe(s, IDLE)
        :: x != NONE && LEASE(s, x) == LOCKED -> believe(s, IDLE)
        :: x != NONE && LEASE(s, x) != LOCKED && S.counter >= SAME + 2 -> ask(s, x)
        :: x != NONE && S.counter < SAME + 2 && BEGUN(s, x) -> look_at_begun(s, x)
        :: x != NONE && S.counter < SAME + 2 && LEASE(s, x) == MADE ->
            if
            :: INSIDE(s) && S.counter == SAME -> believe(s, AT_WORK) /* and out with it */
            :: !INSIDE(s) && S.counter == SAME -> commit(s, x, EJECTED, EJECTED); believe(s, IDLE)
            :: else -> ask(s, x)
            fi
        :: x != NONE && S.counter < SAME + 2 && (LEASE(s, x) == HELD || LEASE(s, x) == EJECTED) ->
            if
            :: !INSIDE(s) && S.counter == SAME -> believe(s, IDLE)
            :: else -> ask(s, x)
            fi
        :: x != NONE && S.counter < SAME + 2 && LEASE(s, x) == UNKNOWN -> believe(s, IDLE)
        fi
    fi;
    S.reset = 0;
    x = 0; k = 0
}
