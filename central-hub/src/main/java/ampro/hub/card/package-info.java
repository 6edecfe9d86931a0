/// What a driving licence card says and whether it may say so: licence numbers, card identities,
/// categories, the country's profile, the rule set and the portrait. Owns the numbers' check
/// digits, the card's data and the letters a card can show. Refuses to know databases, clocks,
/// paper and the status of an application. Pure; called from any thread.
@NullMarked
package ampro.hub.card;

import org.jspecify.annotations.NullMarked;
