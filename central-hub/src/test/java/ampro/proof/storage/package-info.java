/// What disks do wrong: a write-ahead log that ends anywhere, flipped bits, no room, a sync that
/// fails, a disk that turns read-only. The station's and the hub's own stores work on real files;
/// what they read back is compared with what they had committed.
@NullMarked
package ampro.proof.storage;

import org.jspecify.annotations.NullMarked;
