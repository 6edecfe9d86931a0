/// Texts by message key in the reader's language: English in `<bundle>.properties`, the others in
/// `<bundle>_<language>.properties`, UTF-8. Pure; called from any thread.
@NullMarked
package ampro.firmware.text;

import org.jspecify.annotations.NullMarked;
