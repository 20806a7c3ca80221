/** Charts as pictures of their own: SVG with all styles written out, or PNG drawn from it. */

/** Properties that stylesheets may set on what charts draw. */
const PROPERTIES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'font-size',
  'font-family',
  'text-anchor',
  'opacity',
];
const GAP = 14;
const TITLE_HEIGHT = 22;
/** Pixels of a PNG for each of the screen's. */
const PNG_SCALE = 2;

export interface TitledPicture {
  readonly title: string;
  readonly svg: SVGSVGElement;
}

/** The charts one below the other, each under its title, as the text of an SVG file. */
export function picturesAsSvg(pictures: readonly TitledPicture[]): {
  readonly text: string;
  readonly width: number;
  readonly height: number;
} {
  const body = getComputedStyle(document.body);
  const width = Math.max(...pictures.map(({ svg }) => svg.clientWidth)) + 2 * GAP;
  let top = GAP;
  const parts = pictures.map(({ title, svg }) => {
    const copy = withStyles(svg);
    copy.setAttribute('x', String(GAP));
    copy.setAttribute('y', String(top + TITLE_HEIGHT));
    copy.setAttribute('width', String(svg.clientWidth));
    copy.setAttribute('height', String(svg.clientHeight));
    const heading = `<text x="${GAP}" y="${top + 14}" fill="${body.color}" font-family="${quoted(body.fontFamily)}" font-size="13" font-weight="600">${escaped(title)}</text>`;
    top += TITLE_HEIGHT + svg.clientHeight + GAP;
    return heading + new XMLSerializer().serializeToString(copy);
  });
  const ground = `<rect width="100%" height="100%" fill="${body.backgroundColor}"/>`;
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${top}" viewBox="0 0 ${width} ${top}">${ground}${parts.join('')}</svg>\n`;
  return { text, width, height: top };
}

/** The same as the bytes of a PNG file. */
export async function picturesAsPng(pictures: readonly TitledPicture[]): Promise<Uint8Array<ArrayBuffer>> {
  const { text, width, height } = picturesAsSvg(pictures);
  const address = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = new OffscreenCanvas(width * PNG_SCALE, height * PNG_SCALE);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** A copy that looks the same without the studio's stylesheets. */
function withStyles(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  for (const [index, original] of [svg, ...svg.querySelectorAll<SVGElement>('*')].entries()) {
    const style = getComputedStyle(original);
    const target = copies[index];
    target?.removeAttribute('class');
    target?.removeAttribute('style');
    for (const property of PROPERTIES) target?.setAttribute(property, style.getPropertyValue(property));
  }
  return copy;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const quoted = (text: string) => text.replaceAll('"', "'");
