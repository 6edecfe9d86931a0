/// Which devices this firmware knows and what is true of each model: language, geometry, ribbon,
/// and how far its answers are evidence. Profiles are data in this module's resources; a new model
/// that speaks a known language needs no code. Pure; called from any thread.
@NullMarked
package ampro.firmware.profile;

import org.jspecify.annotations.NullMarked;
