/// Which settings hub and station accept, and the one way both read them: file < environment <
/// flag, every error at once, unknown keys refused. Refuses to open files: the programs hand over
/// the text. Pure; called once at start.
@NullMarked
package ampro.firmware.settings;

import org.jspecify.annotations.NullMarked;
