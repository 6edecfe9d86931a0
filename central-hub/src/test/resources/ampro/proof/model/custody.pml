/* Custody: at most one live card, every blank accounted for, whatever fails and whenever.

   One licence, one hub, two stations with a printer each, people, and a network that delivers what was
   ever sent never, late, repeatedly or in another order. The truth is where the cards are; it is judged
   after each feeding, whatever the programs believe. `./ampro prove model` searches every state.

   words     names as in the code, the bound, what must hold, what can be planted
   memory    who remembers what, and where the cards truly are
   journal   a station's commits and its guard counter; the first PUBLISHED(s) of its events are sent
   printer   the printer's truth, and what a start makes of it (RestartRule)
   recovery  the hub in a new term; hub: JobMachine, JobClaims and Protocol
   station   PrintMachine and the people at the box; fate: what may go wrong, each from one budget

   Left out, or made smaller, besides the names that words.pml lists:
   - Time. Whatever waits may wait for ever, and nothing ends by time; BUG_REASSIGNED_ON_TIMEOUT does.
   - Connections. HELLO is the hub knowing whether this journal has what it took: ASTRAY(s). Welcome, ack
     and resend are what they lead to; an ack names number and hash and so answers one INTENT.
   - Hashes and seals hold. A fork is two journals with different events; an identity is its token.
   - One job of one licence at a time; a reprint is the next. Jobs meet only in ledger and printer.
   - Of several disk images or backups one comes back, and the others are not kept.
   - What can change nothing any more is forgotten at once; that only makes fewer states.
   - Two boxes with one name, poison, full disks, broken cables, purged data and labels are shown by the
     simulation and by real processes; so are planted bugs that need them. */

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
