// Judges a parcel label: draws the ZPL as a 4 x 6 in, 8 dots/mm printer would, and reads every
// symbol from the picture. Drawn by one library and read by another, neither of them ours.
//
//   node read-label.mjs LABEL.zpl PICTURE.png
//
// prints {"width":813,"height":1220,"symbols":[{"format":"Code128","identifier":"]C1","text":"…"}]}
// with the symbols from top to bottom; the identifier is AIM's, ]C1 is GS1-128, and a GS1 separator
// in a text is \u001d. Exit 1 with one line on stderr when the label cannot be drawn or read.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ready } from "zpl-renderer-js";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const WIDTH_MM = 101.6;
const HEIGHT_MM = 152.4;
const DOTS_PER_MM = 8;
// A library whose whole bundle is one line would put all of it into a message.
const MESSAGE_CHARS_MAX = 300;

// Else the reader fetches its wasm from the network.
function readerFromPackage() {
  const wasm = fileURLToPath(import.meta.resolve("zxing-wasm/reader/zxing_reader.wasm"));
  prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer } });
}

async function draw(zpl) {
  const { api } = await ready;
  const picture = await api.zplToBase64Async(zpl, WIDTH_MM, HEIGHT_MM, DOTS_PER_MM);
  return Buffer.from(picture, "base64");
}

async function read(picture) {
  const found = await readBarcodes(picture, { tryHarder: true, textMode: "Plain" });
  return found
    .sort((a, b) => a.position.topLeft.y - b.position.topLeft.y)
    .map(({ format, symbologyIdentifier, text }) => ({ format, identifier: symbologyIdentifier, text }));
}

try {
  const [label, target] = process.argv.slice(2);
  readerFromPackage();
  const picture = await draw(readFileSync(label, "utf8"));
  writeFileSync(target, picture);
  // Bytes 16 to 23 of a PNG are its width and height.
  const size = { width: picture.readUInt32BE(16), height: picture.readUInt32BE(20) };
  process.stdout.write(JSON.stringify({ ...size, symbols: await read(picture) }) + "\n", () => process.exit(0));
} catch (error) {
  process.stderr.write(String(error?.message ?? error).slice(0, MESSAGE_CHARS_MAX) + "\n", () => process.exit(1));
}
