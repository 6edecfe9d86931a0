package ampro.hub;

import ampro.firmware.settings.Settings;
import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Wire;
import ampro.hub.custody.Jobs;
import ampro.hub.custody.Recovery;
import ampro.hub.custody.Witness;
import ampro.hub.staff.Role;
import ampro.hub.store.FolderLock;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an administrator does from the shell, in the hub's database; all but the last also beside a
/// running hub:
///
/// ```
/// ampro hub site CODE NAME ADDRESS     lines of the address are parted by |
/// ampro hub account ID ROLE NAME       the password is read from standard input
/// ampro hub token ACCOUNT              prints a token for a program that acts as this account
/// ampro hub enrol STATION SITE         prints the credential.json for the station's data folder
/// ampro hub restored                   the database is a backup: before the hub starts on it
/// ```
final class HubShell {
    private static final int WRONG_WORDS = 2;
    private static final int REFUSED = 1;

    private HubShell() {}

    /// Does one thing and returns the exit code; says what came of it.
    static int carryOut(Settings settings, List<String> words) throws IOException {
        try (HubDesk desk = new HubDesk(settings)) {
            return switch (words.getFirst() + " " + words.size()) {
                case "site 4" -> {
                    desk.addSite(words.get(1), words.get(2), words.get(3));
                    yield 0;
                }
                case "account 4" -> account(desk, words.get(1), words.get(2), words.get(3));
                case "token 2" -> print(desk.staff().issueToken(words.get(1)));
                case "enrol 3" ->
                        print(
                                desk.stations()
                                        .enrol(new StationId(words.get(1)), words.get(2), Actor.HUB)
                                        .map(Wire::writeBody));
                case "restored 1" -> restored(settings, desk);
                default ->
                        refuse(
                                "site CODE NAME ADDRESS | account ID ROLE NAME | token ACCOUNT |"
                                        + " enrol STATION SITE | restored");
            };
        } catch (IllegalArgumentException e) {
            return refuse(e.getMessage());
        }
    }

    private static int restored(Settings settings, HubDesk desk) throws IOException {
        Path data = settings.path("data").toAbsolutePath();
        InstantSource clock = desk.clock();
        try (FolderLock _ = new FolderLock(data);
                Witness witness = new Witness(data.resolve("witness"))) {
            Jobs jobs =
                    new Jobs(
                            desk.database(),
                            new CardWork().applications(desk.database(), clock),
                            witness,
                            clock);
            Recovery recovery = new Recovery(desk.database(), jobs, witness, clock);
            recovery.restored(Actor.HUB);
            System.out.printf(
                    "term %d has begun: once the hub runs, it asks every station what it has%n",
                    witness.term());
            return 0;
        } catch (FolderLock.TakenException e) {
            System.err.println("hub: " + e.getMessage() + ": stop it first");
            return REFUSED;
        }
    }

    private static int account(HubDesk desk, String id, String role, String name)
            throws IOException {
        Optional<Role> known = Role.of(role);
        return known.isEmpty()
                ? refuse("no role is called " + role)
                : print(
                        desk.staff()
                                .add(id, name, known.get(), null, password())
                                .map(account -> id + " may sign in"));
    }

    private static int print(Outcome<String> outcome) {
        return switch (outcome) {
            case Outcome.Done<String>(String text) -> {
                System.out.println(text);
                yield 0;
            }
            case Outcome.Refused<String> refused -> {
                System.err.println("hub: " + refused.detail());
                yield REFUSED;
            }
        };
    }

    private static int refuse(@Nullable String why) {
        System.err.println("hub: " + why);
        return WRONG_WORDS;
    }

    private static String password() throws IOException {
        String line =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                        .readLine();
        return line == null ? "" : line;
    }
}
