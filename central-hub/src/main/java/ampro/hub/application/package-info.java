/// Applications for a licence: what is asked, by whom, and where it stands. Owns the status machine
/// and is the only one that changes a status; other capabilities ask it in their own transaction.
/// Refuses to know printing, shipping and hand-over. Runs on the caller's thread.
@NullMarked
package ampro.hub.application;

import org.jspecify.annotations.NullMarked;
