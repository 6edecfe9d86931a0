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
                :: INSIDE(s) && ONE_OR_NONE(s) && PROVEN(s) && !S.reset -> reject(s); believe(s, REJECTED)
                :: INSIDE(s) && !(ONE_OR_NONE(s) && PROVEN(s) && !S.reset) -> reject(s); believe(s, REJECTED_ASK)
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
