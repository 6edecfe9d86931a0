package ampro.proof.simulation;

import ampro.firmware.wire.LeaseState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What goes wrong in a run, each with the rows of the fault matrix that it is.
enum Fault {
    STATION_KILLED("FM-09 FM-10 FM-11 FM-12 FM-13 FM-14") {
        @Override
        void strike(Run run) {
            Duration most = run.world.chance(0.5) ? Duration.ofSeconds(3) : Duration.ofMinutes(5);
            run.anyBox().kill(run.world.between(Duration.ofMillis(300), most));
        }
    },
    ALL_POWER_CUT("FM-15") {
        @Override
        void strike(Run run) {
            SimBox box = run.anyBox();
            Duration away = run.world.between(Duration.ofSeconds(20), Duration.ofHours(2));
            box.printer.powerCut(away);
            box.powerCut(away);
        }
    },
    STATION_POWER_CUT("FM-16") {
        @Override
        void strike(Run run) {
            run.anyBox().powerCut(run.world.between(Duration.ofSeconds(40), Duration.ofHours(1)));
        }
    },
    PRINTER_POWER_CUT("FM-17") {
        @Override
        void strike(Run run) {
            run.anyBox()
                    .printer
                    .powerCut(run.world.between(Duration.ofSeconds(2), Duration.ofMinutes(20)));
        }
    },
    DISK_SET_BACK("FM-18 FM-19") {
        @Override
        void strike(Run run) {
            run.anyBox().setBack();
        }
    },
    DISK_IMAGED("") {
        @Override
        void strike(Run run) {
            run.anyBox().image();
        }
    },
    BAD_WEATHER("FM-01 FM-02 FM-03 FM-04 FM-14") {
        @Override
        void strike(Run run) {
            run.site.network.weather(
                    run.world.random.nextDouble() * 0.4,
                    run.world.random.nextDouble() * 0.4,
                    run.world.random.nextDouble() * 0.4);
            run.world.after(
                    run.world.between(Duration.ofMinutes(5), Duration.ofHours(6)),
                    () -> run.site.network.weather(0, 0, 0));
        }
    },
    BROKER_FORGETS("FM-05") {
        @Override
        void strike(Run run) {
            run.site.network.forgetEverything();
        }
    },
    BROKER_SET_BACK("FM-07") {
        @Override
        void strike(Run run) {
            run.site.network.replayOld();
        }
    },
    BROKER_DOWN("FM-06 FM-08") {
        @Override
        void strike(Run run) {
            run.site.network.down(run.world.between(Duration.ofSeconds(5), Duration.ofHours(2)));
        }
    },
    STATION_CUT_OFF("FM-40") {
        @Override
        void strike(Run run) {
            run.site.network.cutOff(
                    run.anyBox().id.value(),
                    run.world.between(
                            Duration.ofMinutes(1),
                            run.isEarly() && run.world.chance(0.2)
                                    ? Duration.ofDays(4)
                                    : Duration.ofHours(20)));
        }
    },
    LINE_FLAPS("FM-41") {
        @Override
        void strike(Run run) {
            String station = run.anyBox().id.value();
            for (int i = 0; i < 60; i++) {
                run.world.after(
                        Duration.ofSeconds(2L * i),
                        () -> run.site.network.cutOff(station, Duration.ofSeconds(1)));
            }
        }
    },
    HUB_KILLED("FM-44") {
        @Override
        void strike(Run run) {
            run.site.killHub(run.world.between(Duration.ofSeconds(5), Duration.ofMinutes(30)));
        }
    },
    HUB_BACKED_UP("") {
        @Override
        void strike(Run run) {
            if (run.site.hub().isAlive()) {
                run.backups.add(run.site.backup());
            }
        }
    },
    HUB_RESTORED("FM-45 FM-46 FM-47 FM-50") {
        @Override
        void strike(Run run) {
            if (!run.backups.isEmpty()) {
                Path backup =
                        run.world.chance(0.7)
                                ? run.backups.getLast()
                                : run.backups.get(run.world.random.nextInt(run.backups.size()));
                run.site.restoreHub(
                        backup, run.world.between(Duration.ofMinutes(1), Duration.ofHours(2)));
                run.wishes.enterAgain();
                run.wishes.withdrawSome();
            }
        }
    },
    JAM("FM-37") {
        @Override
        void strike(Run run) {
            run.anyBox().printer.jamNext();
        }
    },
    COUNTER_JUMPS("FM-34") {
        @Override
        void strike(Run run) {
            switch (run.world.random.nextInt(3)) {
                case 0 -> run.anyBox().printer.countOneMore();
                case 1 -> run.anyBox().printer.countOneMoreAtTheExit();
                default -> run.whenACardIs(LeaseState.EJECTED, Fault::jolt);
            }
        }
    },
    DOUBLE_FEED("FM-36") {
        @Override
        void strike(Run run) {
            run.anyBox().printer.feedTwoNext();
        }
    },
    BOARD_CHANGED("FM-35") {
        @Override
        void strike(Run run) {
            switch (run.world.random.nextInt(6)) {
                case 0 -> run.whenACardIs(LeaseState.MADE, box -> box.printer.changeBoard());
                case 1 -> run.whenACardIs(LeaseState.EJECTED, Fault::service);
                case 2 -> run.whenACardIs(LeaseState.UNKNOWN, Fault::service);
                case 3 -> service(run.anyBox());
                default -> run.anyBox().printer.changeBoard();
            }
        }
    },
    UNPLUGGED("FM-30") {
        @Override
        void strike(Run run) {
            run.anyBox()
                    .printer
                    .unplug(run.world.between(Duration.ofSeconds(5), Duration.ofHours(1)));
        }
    },
    PROGRAM_PAUSED("FM-43") {
        @Override
        void strike(Run run) {
            run.anyBox().station().ifPresent(s -> s.freeze(Duration.ofMinutes(10)));
        }
    },
    BOX_CLONED("FM-20 FM-23") {
        @Override
        void strike(Run run) {
            run.site.cloneBox(
                    run.anyBox(), run.world.between(Duration.ofMinutes(5), Duration.ofHours(3)));
        }
    },
    DISK_WIPED("FM-22") {
        @Override
        void strike(Run run) {
            run.anyBox().wipe();
        }
    },
    BOX_DESTROYED("") {
        @Override
        void strike(Run run) {
            run.office.destroyed(run.anyBox());
        }
    },
    LOST_IN_ERROR("FM-58") {
        @Override
        void strike(Run run) {
            run.office.lostInError(run.anyBox());
        }
    },
    CLOCK_JUMPS("FM-42") {
        @Override
        void strike(Run run) {
            int years = 10 * (run.world.random.nextInt(3) - 1);
            run.anyBox().jumpClock(Duration.ofDays(365L * years));
        }
    },
    CARD_NOT_DRAWN("FM-54") {
        @Override
        void strike(Run run) {
            int cards = 1 + run.world.random.nextInt(3);
            if (run.world.chance(0.5)) {
                run.site.artist.failNext(cards);
            } else {
                run.site.artist.damageNext(cards);
            }
        }
    },
    OPERATOR_AWAY("") {
        @Override
        void strike(Run run) {
            run.people.leave(
                    run.anyBox(), run.world.between(Duration.ofMinutes(20), Duration.ofHours(6)));
        }
    },
    POISON("FM-53") {
        @Override
        void strike(Run run) {
            run.site.network.send(
                    run.anyBox().id.value(),
                    SimHub.NAME,
                    new SimNetwork.Letter("event", "{\"\u0000x"));
        }
    };

    private final String rows;

    /// Who changes the board switches the box off as well.
    private static void service(SimBox box) {
        box.printer.changeBoard();
        box.kill(Duration.ofSeconds(1));
    }

    /// What makes the counter jump makes the program start anew as well.
    private static void jolt(SimBox box) {
        box.printer.countOneMore();
        box.kill(Duration.ofSeconds(1));
    }

    Fault(String rows) {
        this.rows = rows;
    }

    List<String> rows() {
        return rows.isEmpty() ? List.of() : List.of(rows.split(" ", -1));
    }

    abstract void strike(Run run);
}
