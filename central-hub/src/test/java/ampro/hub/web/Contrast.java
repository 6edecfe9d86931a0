package ampro.hub.web;

/// Measures the contrast of every text on a page as WCAG 2.2 defines it.
final class Contrast {
    /// Takes the least ratio that is allowed, gives the texts below it. Colours are read back from
    /// a canvas pixel, since a computed style may be written as `color(srgb …)`.
    static final String SCRIPT =
            """
            (least) => {
              const pixel = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
              const seen = new Map();
              const read = (colour) => {
                if (!seen.has(colour)) {
                  pixel.clearRect(0, 0, 1, 1);
                  pixel.fillStyle = colour;
                  pixel.fillRect(0, 0, 1, 1);
                  const [r, g, b, a] = pixel.getImageData(0, 0, 1, 1).data;
                  seen.set(colour, {rgb: [r, g, b], a: a / 255});
                }
                return seen.get(colour);
              };
              const over = (top, below) => top.rgb.map((c, i) => c * top.a + below[i] * (1 - top.a));
              const light = (rgb) => {
                const [r, g, b] = rgb.map((c) => {
                  const s = c / 255;
                  return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
                });
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const behind = (element) => {
                const layers = [];
                for (let e = element; e; e = e.parentElement) {
                  layers.push(read(getComputedStyle(e).backgroundColor));
                  if (layers.at(-1).a === 1) break;
                }
                return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
              };
              const faint = [];
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (texts.nextNode()) {
                const text = texts.currentNode.textContent.trim();
                const element = texts.currentNode.parentElement;
                if (!text || !element.checkVisibility({visibilityProperty: true})) continue;
                const style = getComputedStyle(element);
                const back = behind(element);
                const front = over({rgb: read(style.color).rgb, a: read(style.color).a * style.opacity}, back);
                const [a, b] = [light(front), light(back)];
                const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                if (ratio < least) faint.push(`${text}: ${ratio.toFixed(2)}`);
              }
              return faint;
            }
            """;

    private Contrast() {}
}
