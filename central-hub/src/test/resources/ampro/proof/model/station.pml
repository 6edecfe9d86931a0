/* A station at work, its printer, and the people in front of it. */

#define MAY_BEGIN(s) (CHIP(s) || S.welcomed || IS(STALE_WELCOME))
#define MAY_FEED(s) (CHIP(s) || S.acked || IS(NO_ACK_OF_INTENT))

/* WELCOME names the start that it answers, so that it is not one of before, and what the hub has taken:
   that must be in this journal. A new term is obeyed as a fence first. */
#define WELCOME(s) (S.term == term && IN_SERVICE(s) && (!ASTRAY(s) || IS(WELCOME_TO_ANOTHER_JOURNAL)))

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

    /* the hub's word; a token is taken once */
    :: atomic { UP(s) && NEW_GRANTS(s) ->
        any(NEW_GRANTS(s), t); commit(s, t, HELD, HELD); t = 0 }
    :: atomic { UP(s) && NEW_REVOKES(s) -> /* it overtook its grant: the token is used up */
        any(NEW_REVOKES(s), t); commit(s, t, RELEASED, RELEASED); t = 0 }
    :: atomic { UP(s) && S.held -> /* asked, or by itself; or its artwork was not what was granted */
        any(S.held, t);
        if
        :: true -> commit(s, t, RELEASED, RELEASED)
        :: true -> commit(s, t, RELEASED, REFUSED)
        fi;
        t = 0 }
    :: d_step { UP(s) && !CHIP(s) && S.term < term && S.act == STAGED && !IS(ACK_OF_LATER_TERM) ->
        t = S.own; log(s, NOT_FED, t); commit(s, t, FENCED, FENCED); believe(s, IDLE); t = 0 }
    :: d_step { UP(s) && S.term < term && S.held -> /* the fence: what is held and what only waits for the ack is given up */
        lowest(S.held); t = k; commit(s, t, FENCED, FENCED); k = 0; t = 0 }
    :: d_step { UP(s) && S.term < term && !S.held && (CHIP(s) || S.act != STAGED || IS(ACK_OF_LATER_TERM)) -> /* then the promise, which is one too */
        if
        :: !IS(PROMISE_NOT_COUNTED) && !IS(FENCED_NOT_COUNTED) -> count(s)
        :: else
        fi;
        if
        :: !S.image -> forget_below(s)
        :: else
        fi;
        S.term = term;
        printf("station %d: promises to term %d\n", s, term) }
    :: d_step { UP(s) && !CHIP(s) && !S.welcomed && WELCOME(s) -> S.welcomed = 1;
        printf("station %d: is welcomed\n", s) }

    /* one card */
    :: d_step { UP(s) && S.act == UNSEEN && (AT_REST(s) || IS(COUNTERS_BEFORE_IDLE)) -> look(s) }
    :: d_step { UP(s) && S.act == IDLE && S.own == NONE && S.held &&
            (S.card != EMPTY || S.counter != SAME || S.foreign) -> S.act = UNSEEN }
    :: atomic { UP(s) && MAY_BEGIN(s) && S.act == IDLE && S.own == NONE && S.held &&
            S.card == EMPTY && S.counter == SAME && !S.foreign && !IS(INTENT_AFTER_FEEDING) ->
        any(S.held, t); commit(s, t, INTENT, INTENT); S.act = STAGED; t = 0 }
    :: d_step { UP(s) && S.act == STAGED && MAY_FEED(s) ->
        intent_is_durable = LEASE(s, S.own) == INTENT;
        MUST(intent_is_durable);
        given_up_is_never_fed = !(given_up & BIT(S.own));
        MUST(given_up_is_never_fed);
        S.print = S.own; S.card = ORDERED; believe(s, AT_WORK);
        printf("station %d: orders the card of token %d\n", s, S.own) }
    :: d_step { UP(s) && S.act == AT_WORK && S.card == FED && LEASE(s, S.own) == INTENT ->
        t = S.own; commit(s, t, BOUND, BOUND); t = 0 }
    :: d_step { UP(s) && S.act == AT_WORK && S.card == WHOLE && BEGUN(s, S.own) ->
        t = S.own;
        if
        :: S.counter == SAME + 1 -> commit(s, t, MADE, MADE); record_counter(s)
        :: else -> ask(s, t)
        fi;
        t = 0 }
    :: d_step { UP(s) && S.act == AT_WORK && INSIDE(s) && LEASE(s, S.own) == MADE ->
        leaves(s); believe(s, LEFT) }
    :: d_step { UP(s) && (S.act == LEFT || S.act == REJECTED) ->
        t = S.own; commit(s, t, EJECTED, EJECTED); record_counter(s); believe(s, IDLE); t = 0 }
    :: d_step { UP(s) && S.act == REJECTED_ASK -> t = S.own; ask(s, t); t = 0 }

    /* the printer */
    :: atomic { S.card == ORDERED && !S.gone ->
        if
        :: BINDS(s) -> feed_blank(s, 1, FED)
        :: !BINDS(s) -> feed_blank(s, 1, WHOLE); judge_cards()
        :: MAY_STOP(s) -> feed_blank(s, 1, HALF); stops(s)
        :: MAY_STOP(s) -> S.card = EMPTY; S.print = 0; stops(s)
        :: faults -> faults--; close_books(); feed_blank(s, 2, WHOLE); judge_cards() /* two at once */
        fi }
    :: atomic { S.card == FED && !S.gone ->
        if
        :: S.card = WHOLE; judge_cards()
        :: MAY_STOP(s) -> S.card = HALF; stops(s)
        fi }

    /* people: the check by one, the one question and a changed printer by two */
    :: atomic { UP(s) && S.own != NONE && LEASE(s, S.own) == EJECTED ->
        t = S.own;
        if
        :: IN_TRAY(t) -> commit(s, t, GOOD, GOOD)
        :: true -> into_box(t); commit(s, t, SPOILED, SPOILED)
        fi;
        t = 0 }
    :: atomic { UP(s) && S.own != NONE && LEASE(s, S.own) == UNKNOWN && AT_REST(s) ->
        t = S.own;
        leaves(s); /* what is in the transport they take out */
        if
        :: IN_TRAY(t) -> decide(s, t, GOOD)
        :: fed & BIT(t) -> into_box(t); decide(s, t, SPOILED)
        :: !(fed & BIT(t)) -> decide(s, t, RELEASED)
        fi;
        t = 0 }
    :: d_step { UP(s) && S.own != NONE && LEASE(s, S.own) == LOCKED ->
        t = S.own; commit(s, t, UNKNOWN, UNKNOWN); t = 0;
        S.foreign = 0; record_counter(s); believe(s, UNSEEN) }

    /* planted */
    :: d_step { IS(INTENT_AFTER_FEEDING) && UP(s) && MAY_BEGIN(s) && S.act == IDLE && S.own == NONE &&
            S.held && S.card == EMPTY ->
        lowest(S.held); t = k; k = 0;
        intent_is_durable = LEASE(s, t) == INTENT;
        MUST(intent_is_durable);
        S.print = t; S.card = ORDERED; commit(s, t, INTENT, INTENT); believe(s, AT_WORK); t = 0 }
    :: d_step { IS(UNKNOWN_RETRIED) && UP(s) && S.act == IDLE && S.own != NONE &&
            LEASE(s, S.own) == UNKNOWN && S.card == EMPTY && S.counter == SAME && !S.foreign ->
        t = S.own; put(s, t, HELD); t = 0 }
    :: atomic { IS(DECISION_TAKEN_TWICE) && UP(s) && S.known -> /* it asks no more */
        any(S.known, t);
        if
        :: LEASE(s, t) != UNKNOWN && LEASE(s, t) != HELD -> decide(s, t, SPOILED)
        :: else
        fi;
        t = 0 }
    od
}
