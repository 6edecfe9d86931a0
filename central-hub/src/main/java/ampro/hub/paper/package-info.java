/// Everything that is drawn on paper or plastic, as PDF: the card's two sides. Owns fonts, layout,
/// guilloche, pictograms and the symbol's bars; PDFBox is known only here. Refuses to cut or
/// replace text: what does not fit or has no glyph is an [UnprintableException]. Same input, same
/// bytes: no clock, no random ids. Pure; called from any thread.
@NullMarked
package ampro.hub.paper;

import org.jspecify.annotations.NullMarked;
