/* Custody: at most one live card. */

#include "words.pml"
#include "memory.pml"
#include "journal.pml"
#include "printer.pml"
#include "recovery.pml"
#include "hub.pml"
#include "station.pml"
#include "fate.pml"

#define SETTLED(s) (!IN_SERVICE(s) || st[s].own == NONE)

proctype watch() {
end_watch:
    atomic { timeout ->
        ends_or_waits_for_people = SETTLED(0) && SETTLED(1) && !recovering && (job == COMPLETED ||
            (job == QUEUED && (next == tokens_a_term || !(IN_SERVICE(0) || IN_SERVICE(1)))));
        MUST(ends_or_waits_for_people);
        blanks_add_up = !books || used == blanks;
        MUST(blanks_add_up) }
}

init {
    atomic {
        c_code {
            now.faults = atoi(getenv("FAULTS")); tokens_a_term = atoi(getenv("TOKENS"));
            chips = atoi(getenv("CHIPS")); provens = atoi(getenv("PROVENS")); binders = atoi(getenv("BINDERS"));
            planted = atoi(getenv("PLANTED")); judged = atoi(getenv("JUDGED"));
        };
        assert(tokens_a_term * (faults + 1) <= T);
        for (i : 0 .. 1) { st[i].own = NONE; st[i].counter = SAME; st[i].act = IDLE }
        i = 0;
        run station(0); run station(1); run hub(0); run hub(1); run fate(0); run fate(1); run watch()
    }
}
