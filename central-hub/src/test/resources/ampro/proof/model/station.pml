/* A station at work, and the people in front of it. */

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

inline decide(s, t, state) {
    decision_is_taken_once = LEASE(s, t) == UNKNOWN;
    MUST(decision_is_taken_once);
    commit(s, t, state, ADJUDICATED_AS(state))
}

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
    :: d_step { UP(s) && S.term < term && !S.held -> /* then the promise, which is one too */
#ifndef BUG_PROMISE_NOT_COUNTED
        count(s);
#endif
        if
        :: !S.image -> forget_below(s)
        :: else
        fi;
        S.term = term }
    :: d_step { UP(s) && S.term == term && awaited & BIT(s) -> report(s) }

    /* WELCOME names the start that it answers, and leaves when the hub has taken all that this
       journal says; one of a new term is obeyed as a fence first */
    :: d_step { UP(s) && !CHIP(s) && !S.welcomed && WELCOME(s) -> S.welcomed = 1 }

    /* section 3: one card */
    :: atomic { UP(s) && MAY_BEGIN(s) && S.act == IDLE && S.own == NONE && S.held && S.card == EMPTY &&
            S.counter == SAME && !S.foreign ->
        any(S.held, t); commit(s, t, INTENT, INTENT); S.act = STAGED; t = 0 }
    :: d_step { UP(s) && S.act == IDLE && S.own == NONE && S.held &&
            (S.card != EMPTY || S.counter != SAME || S.foreign) -> S.act = UNSEEN }
    :: d_step { UP(s) && S.act == STAGED && MAY_FEED(s) ->
        intent_is_durable = LEASE(s, S.own) == INTENT;
        MUST(intent_is_durable);
        given_up_is_never_fed = !(given_up & BIT(S.own));
        MUST(given_up_is_never_fed);
        S.print = S.own; S.card = ORDERED; believe(s, AT_WORK) }
    :: atomic { S.card == ORDERED && !S.gone ->
        if
        :: BINDS(s) -> feed_a_blank(s, 1, FED)
        :: !BINDS(s) -> feed_a_blank(s, 1, WHOLE); judge_cards()
        :: STOPS(s) -> feed_a_blank(s, 1, HALF); stops(s)
        :: STOPS(s) -> S.card = EMPTY; S.print = 0; stops(s)
        :: faults -> faults--; close_books(); feed_a_blank(s, 2, WHOLE); judge_cards()
        fi }
    :: atomic { S.card == FED && !S.gone ->
        if
        :: S.card = WHOLE; judge_cards()
        :: STOPS(s) -> S.card = HALF; stops(s)
        fi }
    :: d_step { UP(s) && S.act == AT_WORK && S.card == FED && LEASE(s, S.own) == INTENT ->
        commit(s, S.own, BOUND, BOUND) }
    :: d_step { UP(s) && S.act == AT_WORK && S.card == WHOLE && BEGUN(s, S.own) ->
        if
        :: S.counter == SAME + 1 -> commit(s, S.own, MADE, MADE); record_counter(s)
        :: else -> ask(s, S.own)
        fi }
    :: d_step { UP(s) && S.act == AT_WORK && INSIDE(s) && LEASE(s, S.own) == MADE ->
        leaves(s); believe(s, LEFT) }
    :: d_step { UP(s) && (S.act == LEFT || S.act == REJECTED) ->
        commit(s, S.own, EJECTED, EJECTED); record_counter(s); believe(s, IDLE) }
    :: d_step { UP(s) && S.act == REJECTED_ASK -> ask(s, S.own) }

    /* the check, by one person; section 5: two people decide facts */
    :: atomic { UP(s) && S.own != NONE && LEASE(s, S.own) == EJECTED ->
        if
        :: IN_TRAY(S.own) -> commit(s, S.own, GOOD, GOOD)
        :: fed & BIT(S.own) -> into_box(S.own); commit(s, S.own, SPOILED, SPOILED)
        fi }
    :: atomic { UP(s) && S.own != NONE && LEASE(s, S.own) == UNKNOWN && AT_REST(s) ->
        t = S.own;
        if
        :: INSIDE(s) -> leaves(s) /* they take it out of the transport */
        :: else
        fi;
        if
        :: IN_TRAY(t) -> decide(s, t, GOOD)
        :: fed & BIT(t) -> into_box(t); decide(s, t, SPOILED)
        :: !(fed & BIT(t)) -> decide(s, t, RELEASED)
        fi;
        t = 0 }
#ifdef BUG_DECISION_TAKEN_TWICE
    :: atomic { UP(s) && S.known -> /* an answer that comes again, for a lease that asks no more */
        any(S.known, t);
        if
        :: ENDED(LEASE(s, t)) -> decide(s, t, RELEASED)
        :: else
        fi;
        t = 0 }
#endif
#ifdef BUG_UNKNOWN_RETRIED
    :: d_step { UP(s) && S.act == IDLE && S.own != NONE && LEASE(s, S.own) == UNKNOWN ->
        t = S.own; put(s, t, HELD); t = 0 }
#endif
    od
}
