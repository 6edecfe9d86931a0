package ampro.station.touch;

/// What the panel asks of a screen: nothing outside 800 x 480, targets of 72 px (14 mm), text of 18
/// px and more, and a contrast of 7:1 as WCAG 2.2 defines it.
final class Touch {
    /// Gives what is wrong, in words. Colours are read back from a canvas pixel, since a computed
    /// style may be written as `color(srgb …)`.
    static final String SCRIPT =
            """
            () => {
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
              const wrong = [];
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
                if (ratio < 7) wrong.push(`"${text}" has a contrast of ${ratio.toFixed(2)}`);
                if (parseFloat(style.fontSize) < 18) wrong.push(`"${text}" is ${style.fontSize} high`);
                const place = document.createRange();
                place.selectNodeContents(texts.currentNode);
                const box = place.getBoundingClientRect();
                const clip = getComputedStyle(element).textOverflow === 'ellipsis'
                    || getComputedStyle(element).webkitLineClamp !== 'none';
                const holder = element.getBoundingClientRect();
                if (!clip && (box.right > holder.right + 1 || box.bottom > holder.bottom + 3 || box.left < holder.left - 1))
                  wrong.push(`"${text}" does not fit its place`);
              }
              for (const e of document.querySelectorAll('button, a, input:not([type=hidden]), main, main *, aside *, footer *, .band > *')) {
                if (!e.checkVisibility()) continue;
                const box = e.getBoundingClientRect();
                if (box.right > 800 || box.bottom > 480 || box.top < 0 || box.left < 0)
                  wrong.push(`${e.tagName} "${e.textContent.trim()}" is outside`);
                const inside = e.closest('main')?.getBoundingClientRect();
                if (inside && box.bottom > inside.bottom + 1) wrong.push(`${e.tagName} "${e.textContent.trim()}" is cut off`);
              }
              for (const e of document.querySelectorAll('button, a, .field')) {
                if (!e.checkVisibility()) continue;
                const box = e.getBoundingClientRect();
                if (e.scrollHeight > e.clientHeight + 1) wrong.push(`"${e.textContent.trim()}" is more than its target holds`);
                if (box.height < 72 || box.width < 72) wrong.push(`target "${e.textContent.trim()}" is ${box.width} x ${box.height}`);
              }
              for (const e of document.querySelectorAll('.primary')) {
                if (e.checkVisibility() && e.getBoundingClientRect().height < 96) wrong.push(`"${e.textContent.trim()}" is the main thing and not 96 high`);
              }
              const said = document.querySelector('.alert');
              if (said && said.scrollWidth > said.clientWidth) wrong.push('the band does not hold its text');
              const page = document.documentElement;
              if (page.scrollHeight > 480 || page.scrollWidth > 800) wrong.push('it scrolls');
              return wrong;
            }
            """;

    private Touch() {}
}
