/// The database: SQLite in a file, or PostgreSQL. Owns connections, the one writer thread with its
/// group commit, the small pool of readers, migrations and named crash points. Refuses to know any
/// table's meaning. Callers may be virtual threads; the work itself always runs on platform threads
/// of this package, because SQLite's native calls would pin virtual ones.
@NullMarked
package ampro.hub.store;

import org.jspecify.annotations.NullMarked;
