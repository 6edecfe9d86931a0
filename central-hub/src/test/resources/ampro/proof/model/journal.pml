/* A station's journal, guard counter and printer. */

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
    S.known = S.known | ((t) < FIRST_OF(S.term) && !S.image -> 0 : BIT(t));
    if
    :: (state) == HELD -> S.held = S.held | BIT(t)
    :: else -> S.held = S.held & ~BIT(t)
    fi;
    if
    :: !S.image -> /* it is known for ever: its grant and its REVOKE can do no more */
        granted[s] = granted[s] & ~BIT(t);
        taken_back[s] = taken_back[s] & ~BIT(t);
        if
        :: ENDED(state) -> forget_ended(s, t)
        :: else
        fi
    :: else
    fi;
    if
    :: OPEN(state) -> S.own = t
    :: !OPEN(state) && S.own == t -> S.own = NONE
    :: else
    fi
}

/* What can make no difference any more is as if it had never been. This only makes fewer states: no
   image brings the lease back, so nobody asks about its blank again and nobody needs its grant;
   a revoked card is dead; and where no restore can come, nobody asks how the lease ended. */
inline forget_ended(s, t) {
    fed = fed & ~BIT(t);
    S.known = S.known & ~BIT(t);
    if
    :: REVOKED_FOR_GOOD(t) -> out[t] = 0; box = box & ~BIT(t)
    :: else
    fi;
    if
    :: (!faults && !recovering) || (REVOKED_FOR_GOOD(t) && (t) < FIRST_OF(S.term)) ->
        S.leases = S.leases & ~(15 << (4 * (t)))
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
    S.image = 0; S.ileases = 0; S.iown = 0; S.iterm = 0; S.icounter = 0;
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
    S.acked = 0; S.rintent = 0
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

#ifdef BUG_FEEDS_WITHOUT_ACK
#define MAY_FEED(s) 1
#else
#define MAY_FEED(s) (CHIP(s) || S.acked)
#endif
#ifdef BUG_STALE_WELCOME
#define MAY_BEGIN(s) 1
#else
#define MAY_BEGIN(s) (CHIP(s) || S.welcomed)
#endif
#ifdef BUG_WELCOME_BEFORE_EVENTS
#define WELCOME(s) (S.term == term && !(lost & BIT(s)))
#else
#define WELCOME(s) (S.term == term && !(lost & BIT(s)) && !S.astray && !S.n)
#endif
#ifdef BUG_NO_PROMISE
#define NOT_BELOW_PROMISE(s) 255
#else
#define NOT_BELOW_PROMISE(s) (~BELOW(FIRST_OF(S.term)))
#endif
#define NEW_GRANTS(s) (granted[s] & ~S.known & NOT_BELOW_PROMISE(s))
#define NEW_REVOKES(s) (taken_back[s] & ~S.known & NOT_BELOW_PROMISE(s))

/* What people count then is not modelled. */
inline close_books() {
    books = 0; used = 0; blanks = 0
}

/* --- the printer: how the order that is out ends ---------------------------------------------------- */

inline feed_a_blank(s, by, to) {
    S.card = to;
    S.unstored = !PROVEN(s) && (faults || S.image);
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


/* Nothing that this box remembers matters any more, only where its card is. */
inline forget_box(s) {
    S.leases = 0; S.known = 0; S.held = 0; S.own = NONE; S.term = 0; S.counter = SAME;
    S.reset = 0; S.unstored = 0; S.foreign = 0; S.welcomed = 0;
    forget_image(s);
    believe(s, UNSEEN);
    granted[s] = 0; taken_back[s] = 0
}

inline forget_doomed(s) {
    if
    :: DOOMED(s) -> forget_box(s)
    :: else
    fi
}

#define IN_TRAY(t) (out[t] && !(box & BIT(t)))
inline into_box(t) { box = (out[t] -> box | BIT(t) : box) }

inline leaves(s) {
    if
    :: S.card == WHOLE -> out[S.print] = out[S.print] + 1
    :: else
    fi;
    S.card = EMPTY; S.print = 0
}

inline reject(s) {
    if
    :: S.card == WHOLE -> box = box | BIT(S.print)
    :: else
    fi;
    leaves(s)
}

/* Two have it destroyed, wherever it is. */
inline destroy(t) {
    out[t] = 0; box = box & ~BIT(t);
    for (i : 0 .. 1) {
        if
        :: st[i].print == t && st[i].card == WHOLE -> st[i].card = EMPTY; st[i].print = 0
        :: else
        fi
    }
    i = 0
}
