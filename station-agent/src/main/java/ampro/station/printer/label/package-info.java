/// Label printers: a parcel's data into the printer's language, and how far it can be known that
/// the label came out. [LabelPrinter] knows the latter, each [LabelLanguage] one language. The
/// package refuses to know parcels and MQTT. Calls block and come from the printer's own platform
/// thread.
@NullMarked
package ampro.station.printer.label;

import org.jspecify.annotations.NullMarked;
