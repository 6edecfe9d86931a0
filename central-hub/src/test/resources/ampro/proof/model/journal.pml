/* A station's journal and guard counter. */

/* An event is its kind and its token; ADJUDICATED_AS lies above all other kinds, see mtype. */
#define EVENT(kind, t) (((kind) << 3) | (t))
#define KIND(event) ((event) >> 3)
#define TOKEN(event) ((event) & 7)
#define ADJUDICATED_AS(state) (ADJUDICATED + (state))
#define IS_ADJUDICATED(kind) ((kind) > NOT_FED)

/* What the chip counts. The planted ones are those that a model without them finds missing. */
#define UNCOUNTED(kind) (((kind) == INTENT && IS(INTENT_NOT_COUNTED)) || ((kind) == RELEASED && IS(RELEASED_NOT_COUNTED)) || ((kind) == REFUSED && IS(REFUSED_NOT_COUNTED)) || ((kind) == FENCED && IS(FENCED_NOT_COUNTED)))
#define COUNTED(kind) (IS_ADJUDICATED(kind) || (CLAIM(kind) && !UNCOUNTED(kind)))

/* Grants and revocations that would not be refused: the token is new here and not below the promise. */
#define ACCEPTABLE(s) (~st[s].known & (IS(NO_PROMISE_CHECK) -> 255 : ~BELOW(FIRST_OF(st[s].term))))
#define NEW_GRANTS(s) (granted[s] & ACCEPTABLE(s))
#define NEW_REVOKES(s) (taken_back[s] & ACCEPTABLE(s))

inline believe(s, what) {
    S.act = what;
    S.acked = 0
}

inline record_counter(s) { S.counter = SAME }

/* --- forgetting: this only makes fewer states ------------------------------------------------------ */

/* No image brings the lease back, so nobody asks about its blank again; a revoked card is dead. */
inline forget_ended(s, t) {
    S.leases = S.leases & ~(15 << (4 * (t)));
    S.known = S.known & ~BIT(t);
    fed = fed & ~BIT(t);
    if
    :: REVOKED_FOR_GOOD(t) -> out[t] = 0; box = box & ~BIT(t)
    :: else
    fi
}

inline forget_image(s) {
    S.image = 0; S.ileases = 0; S.iown = 0; S.iterm = 0; S.icounter = 0; S.iforeign = 0;
    S.iclaims = 0; S.iplace = 0
}

inline forget_branch(s) {
    for (i : 0 .. QUEUE - 1) { S.branch[i] = 0 }
    i = 0; S.lost = 0; S.fork = 0; S.lost_taken = 0
}

inline forget_queue(s) {
    for (i : 0 .. QUEUE - 1) { S.queue[i] = 0 }
    i = 0; S.n = 0; S.taken = 0; S.unsaid = 0; S.fork = 0; S.iplace = 0
}

/* Nothing that this box remembers matters any more, only where its card is. */
inline forget_box(s) {
    S.leases = 0; S.known = 0; S.held = 0; S.own = NONE; S.term = 0;
    S.counter = SAME; S.reset = 0; S.unstored = 0; S.foreign = 0; S.welcomed = 0;
    forget_image(s);
    believe(s, UNSEEN);
    granted[s] = 0; taken_back[s] = 0
}

inline forget_doomed(s) {
    if
    :: DOOMED(s) -> forget_queue(s); forget_box(s)
    :: else
    fi
}

/* --- one durable step --------------------------------------------------------------------------------- */

inline put(s, t, state) {
    S.leases = (S.leases & ~(15 << (4 * (t)))) | ((state) << (4 * (t)));
    S.known = S.known | BIT(t);
    S.held = ((state) == HELD -> S.held | BIT(t) : S.held & ~BIT(t));
    if
    :: !S.image -> /* it is known for ever: its grant and its REVOKE can do no more */
        granted[s] = granted[s] & ~BIT(t);
        taken_back[s] = taken_back[s] & ~BIT(t);
        if
        :: (state) != HELD && !OPEN(state) -> forget_ended(s, t)
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

inline tell(s, kind, t) {
    printf("station %d: ", s);
    word = (IS_ADJUDICATED(kind) -> (kind) - ADJUDICATED : (kind));
    if
    :: IS_ADJUDICATED(kind) -> printf("ADJUDICATED as ")
    :: else
    fi;
    printm(word);
    printf(", token %d\n", t)
}

/* BOUND and MADE change no job, HELD only one whose grant a restored hub has forgotten: otherwise to
   take them could only show a fork, that is, stop a box. They are not put on the way. */
inline log(s, kind, t) {
    tell(s, kind, t);
    if
    :: S.astray || (!backup && !recovering && (withdrawn & BIT(s))) || (kind) == BOUND || (kind) == MADE ||
        ((kind) == HELD && !backup && !recovering)
    :: else ->
        assert(S.n < QUEUE);
        S.queue[S.n] = EVENT(kind, t); S.n++;
        S.unsaid = CHIP(s) && S.image && COUNTED(kind)
    fi
}

/* Journal first, then chip, and only then is it seen outside: see UP and PUBLISHED. Where no image
   comes back the two are one step, since a start makes up for what is missing. */
inline count(s) {
    if
    :: CHIP(s) && S.image ->
        S.chip = JOURNAL_AHEAD;
        S.iclaims = (S.iclaims < 2 -> S.iclaims + 1 : 2);
        if
        :: S.iclaims == 2 -> forget_image(s); S.image = 1; S.iclaims = 2 /* whatever it says */
        :: else
        fi
    :: else
    fi
}

inline commit(s, t, state, kind) {
    log(s, kind, t);
    put(s, t, state);
    if
    :: COUNTED(kind) -> count(s)
    :: else
    fi
}

inline lowest(mask) {
    k = 0;
    do
    :: !((mask) & BIT(k)) -> k++
    :: else -> break
    od
}

/* Any one of these tokens. */
inline any(mask, t) {
    t = 0;
    do
    :: !((mask) & BIT(t)) -> t++
    :: (mask) & BIT(t) -> break
    :: ((mask) & BIT(t)) && ((mask) >> (t + 1)) -> t++
    od
}
