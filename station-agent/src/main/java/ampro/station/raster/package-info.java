/// From the card's PDF to the bits a print head burns: rasterise at the head's own resolution, fit
/// onto its geometry, split into panels. PDFBox is named only here. It knows no printer language
/// and no port; bad pictures are refused in words. Pure; runs on the caller's thread.
@NullMarked
package ampro.station.raster;

import org.jspecify.annotations.NullMarked;
