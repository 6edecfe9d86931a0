/* The hub in a new term: reports, and what follows when every station has given one. */

/* The answer to the fence counts when every event before it is here; it settles the open lease. */
inline report(s) {
    printf("station %d: reports to the new term\n", s);
    if
    :: job == RECOVERY && S.own != NONE && lease_token == S.own && lease_station == s ->
        x = LEASE(s, S.own);
        job = (x == EJECTED -> QUALITY_CHECK : (x == UNKNOWN -> IN_DOUBT : (x == LOCKED -> RECOVERY : PRINTING)));
        if
        :: x == INTENT && S.act == STAGED && IS(ACK_OF_LATER_TERM) -> S.acked = 1
        :: else
        fi;
        x = 0
    :: else
    fi;
    for (k : 0 .. T - 1) { /* what it does not hold it does not get again */
        if
        :: OF_BEFORE(k) && (granted[s] & BIT(k)) && !LEASE(s, k) -> hear_given_up(s, k)
        :: else
        fi
    }
    k = 0;
    awaited = awaited & ~BIT(s)
}

/* Every station has reported: what none has is queued again, what none has or says is good is revoked. */
inline make_whole() {
    printf("hub: every station has reported\n");
    recovering = 0; awaited = 0;
    if
    :: job == RECOVERY && !touched -> unlease(QUEUED)
    :: else
    fi;
    kept = (lease_token != NONE -> BIT(lease_token) : 0);
    for (k : 0 .. T - 1) {
        kept = (IS(UNKNOWN_JOB_KEPT) && job_of[k] > jid -> kept | BIT(k) : kept)
    }
    if
    :: !IS(NO_REVOCATION) -> revoked = revoked | (BELOW(FIRST_OF(term)) & ~kept)
    :: else
    fi;
    if
    :: !backup -> /* of earlier terms only this one token can matter again */
        for (k : 0 .. T - 1) {
            job_of[k] = (k == lease_token -> 1 : 0);
            if
            :: REVOKED_FOR_GOOD(k) && !LEASE(0, k) && !LEASE(1, k) && !st[0].image && !st[1].image ->
                out[k] = 0; box = box & ~BIT(k)
            :: else
            fi
        }
        jid = 1; jids = 1
    :: else
    fi;
    destroyed = (NO_RESTORE_COMES -> 0 : destroyed);
    kept = 0; k = 0
}

/* Below the promise nothing is granted any more. */
inline forget_below(s) {
    granted[s] = granted[s] & ~BELOW(FIRST_OF(term));
    taken_back[s] = taken_back[s] & ~BELOW(FIRST_OF(term))
}
