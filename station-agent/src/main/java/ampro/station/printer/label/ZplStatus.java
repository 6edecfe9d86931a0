package ampro.station.printer.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `~HS`, `~HQES` and `~HQOD` answer (ZPL II Programming Guide); of another shape is no
/// answer.
final class ZplStatus {
    /// aaa,b,c,dddd,eee,f,g,h,iii,j,k,l: paper out, pause, formats in buffer, partial format.
    private static final Pattern HOST_1 =
            Pattern.compile(
                    "[0-9]{3},(?<paper>[01]),(?<pause>[01]),[0-9]{4},(?<formats>[0-9]{3}),[01],[01],"
                            + "(?<partial>[01]),[0-9]{3},[01],[01],[01]");

    /// mmm,n,o,p,q,r,s,t,uuuuuuuu,v,www: head up, ribbon out, labels remaining.
    private static final Pattern HOST_2 =
            Pattern.compile(
                    "[0-9]{3},[0-9],(?<head>[01]),(?<ribbon>[01]),[01],[0-9A-Z],[0-9],[01],"
                            + "(?<labels>[0-9]{8}),[0-9],[0-9]{3}");

    private static final Pattern ERRORS =
            Pattern.compile("ERRORS:\\s+([01])\\s+([0-9A-F]{8})\\s+([0-9A-F]{8})");

    private static final Pattern ODOMETER = Pattern.compile("TOTAL NONRESETTABLE:\\s+([0-9]{1,9})");

    private ZplStatus() {}

    /// `~HS`: what stands in the way, and whether there is work left.
    record Host(List<String> troubles, boolean idle) {}

    static Optional<Host> host(List<String> frames) {
        if (frames.size() < 2) {
            return Optional.empty();
        }
        Matcher first = HOST_1.matcher(frames.get(0).strip());
        Matcher second = HOST_2.matcher(frames.get(1).strip());
        if (!first.matches() || !second.matches()) {
            return Optional.empty();
        }
        List<String> troubles = new ArrayList<>();
        note(troubles, first.group("paper"), "media out");
        note(troubles, first.group("pause"), "paused");
        note(troubles, second.group("head"), "head open");
        note(troubles, second.group("ribbon"), "ribbon out");
        boolean idle =
                first.group("formats").equals("000")
                        && first.group("partial").equals("0")
                        && second.group("labels").equals("00000000");
        return Optional.of(new Host(List.copyOf(troubles), idle));
    }

    /// `~HQES`: the errors, empty if there are none.
    static Optional<List<String>> errors(List<String> frames) {
        Matcher errors = ERRORS.matcher(String.join("\n", frames));
        if (!errors.find()) {
            return Optional.empty();
        }
        if (errors.group(1).equals("0")) {
            return Optional.of(List.of());
        }
        long bits = Long.parseLong(errors.group(3), 16);
        String[] names = {
            "media out",
            "ribbon out",
            "head open",
            "cutter fault",
            "head too hot",
            "motor too hot",
            "bad head element",
            "head not detected"
        };
        List<String> found = new ArrayList<>();
        for (int bit = 0; bit < names.length; bit++) {
            note(found, (bits >> bit & 1) == 1 ? "1" : "0", names[bit]);
        }
        return Optional.of(
                found.isEmpty() ? List.of("error " + errors.group(3)) : List.copyOf(found));
    }

    /// `~HQOD`: printed length over the printer's life, in inches or centimetres.
    static OptionalLong odometer(List<String> frames) {
        Matcher odometer = ODOMETER.matcher(String.join("\n", frames));
        return odometer.find()
                ? OptionalLong.of(Long.parseLong(odometer.group(1)))
                : OptionalLong.empty();
    }

    private static void note(List<String> notes, String flag, String name) {
        if (flag.equals("1")) {
            notes.add(name);
        }
    }
}
