/* Custody: at most one live card. */

#ifndef FAULTS
#define FAULTS 1
#endif
#ifndef CHIPS
#define CHIPS 1
#endif
#ifndef PROVENS
#define PROVENS 1
#endif
#ifndef BINDERS
#define BINDERS 0
#endif

hidden byte kept, rank;

#include "state.pml"
#include "journal.pml"
#include "start.pml"
#include "hub.pml"
#include "station.pml"
#include "fate.pml"

#define SETTLED(s) (st[s].gone || (lost & BIT(s)) || st[s].own == NONE)

proctype watch() {
end_watch:
    atomic { timeout ->
        ends_or_waits_for_people = SETTLED(0) && SETTLED(1) && !recovering && (job == COMPLETED ||
            (job == QUEUED && (next == TOKENS_A_TERM || !(WORKS_WITH(0) || WORKS_WITH(1)))));
        MUST(ends_or_waits_for_people);
        blanks_add_up = !books || used == blanks;
        MUST(blanks_add_up) }
}

init {
    atomic {
        for (i : 0 .. 1) { st[i].own = NONE; st[i].counter = SAME; st[i].act = IDLE }
        i = 0;
        run station(0); run station(1); run hub(0); run hub(1); run fate(0); run fate(1); run watch()
    }
}
