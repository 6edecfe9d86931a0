/// Who works here: accounts with a role, sessions of browsers, tokens of programs. Owns what a role
/// may do and how a password is kept. Refuses to know what the permissions guard. Runs on the
/// caller's thread; hashing a password takes about 50 ms of it.
@NullMarked
package ampro.hub.staff;

import org.jspecify.annotations.NullMarked;
