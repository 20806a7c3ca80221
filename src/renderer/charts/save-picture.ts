/** Charts as pictures of their own: SVG with all styles written out, or PNG drawn from it. */

import { escaped } from '@shared/html-text';

/** Properties that stylesheets may set on what charts draw. */
const PROPERTIES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-linecap',
  'paint-order',
  'dominant-baseline',
  'font-size',
  'font-family',
  'text-anchor',
  'opacity',
];
const GAP = 14;
const TITLE_HEIGHT = 22;
const TEXT = 12;
/** Pixels of a PNG for each of the screen's. */
const PNG_SCALE = 2;

export interface TitledPicture {
  readonly title: string;
  readonly svg: SVGSVGElement;
}

/** The text of an SVG file, and its size in pixels. */
export interface Drawing {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

/** The charts as they stand on the screen, each under its title, with its legend. */
export function picturesAsSvg(pictures: readonly TitledPicture[], legend: readonly Element[] = []): Drawing {
  const rows = rowsOf(pictures);
  let [top, width] = [GAP, 0];
  const parts = rows.flatMap((row) => {
    let left = GAP;
    const height = Math.max(...row.map(({ svg }) => svg.clientHeight));
    const legends = row.map(({ svg }) => [...(svg.closest('figure')?.querySelectorAll('[data-legend]') ?? [])]);
    const drawn = row.flatMap(({ title, svg }, index) => {
      const below = legendOf(legends[index] ?? [], left, top + TITLE_HEIGHT + height + 4);
      const part = [heading(title, left, top + 14), placed(svg, left, top + TITLE_HEIGHT), ...below];
      left += svg.clientWidth + GAP;
      return part;
    });
    top += TITLE_HEIGHT + height + Math.max(...legends.map(heightOf)) + GAP;
    width = Math.max(width, left);
    return drawn;
  });
  if (legend.length > 0) {
    parts.push(...legendOf(legend, GAP, top - GAP));
    top += heightOf(legend);
  }
  return drawingOf(parts, width, top);
}

/** A table as it stands on the screen. */
export function tableAsSvg(table: HTMLTableElement, title: string): Drawing {
  const place = table.getBoundingClientRect();
  const cells = [...table.querySelectorAll<HTMLElement>('th, td')].map((cell) => {
    const { left, top, height } = cell.getBoundingClientRect();
    const { color, fontWeight } = getComputedStyle(cell);
    const at = { x: GAP + left - place.left, y: GAP + TITLE_HEIGHT + top - place.top + height / 2 + TEXT / 3 };
    return textAt(cell.textContent ?? '', at.x, at.y, color, fontWeight);
  });
  return drawingOf([heading(title, GAP, GAP + 14), ...cells], place.width + 2 * GAP, place.height + TITLE_HEIGHT + 2 * GAP);
}

/** The same as the bytes of a PNG file. */
export async function asPng({ text, width, height }: Drawing): Promise<Uint8Array<ArrayBuffer>> {
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

/** Those that stand beside each other on the screen, from left to right. */
function rowsOf(pictures: readonly TitledPicture[]): TitledPicture[][] {
  const rows: TitledPicture[][] = [];
  let bottom = Number.NEGATIVE_INFINITY;
  for (const picture of pictures) {
    const place = picture.svg.getBoundingClientRect();
    if (place.top >= bottom) rows.push([]);
    bottom = Math.max(place.bottom, bottom);
    rows.at(-1)?.push(picture);
  }
  return rows;
}

function placed(svg: SVGSVGElement, x: number, y: number): string {
  const copy = withStyles(svg);
  const size = { x, y, width: svg.clientWidth, height: svg.clientHeight };
  for (const [name, value] of Object.entries(size)) copy.setAttribute(name, String(value));
  return new XMLSerializer().serializeToString(copy);
}

/** Entries where they stand on the screen: the sample of each line, and what it is. */
function legendOf(entries: readonly Element[], left: number, top: number): string[] {
  const { x, y } = originOf(entries);
  return entries.flatMap((entry) => {
    const place = entry.getBoundingClientRect();
    const at = { x: left + place.left - x, y: top + place.top - y };
    const sample = entry.querySelector<SVGSVGElement>('svg');
    const text = textAt(
      (entry.textContent ?? '').trim(),
      at.x + (sample ? sample.clientWidth + 5 : 0),
      at.y + 11,
      getComputedStyle(entry).color,
    );
    return sample ? [placed(sample, at.x, at.y + 3), text] : [text];
  });
}

const originOf = (entries: readonly Element[]) => {
  const places = entries.map((entry) => entry.getBoundingClientRect());
  return { x: Math.min(...places.map((place) => place.left)), y: Math.min(...places.map((place) => place.top)) };
};

/** Of a legend with the space below it. */
const heightOf = (entries: readonly Element[]) =>
  entries.length === 0 ? 0 : Math.max(...entries.map((entry) => entry.getBoundingClientRect().bottom)) - originOf(entries).y + 8;

const heading = (title: string, x: number, y: number) => textAt(title, x, y, getComputedStyle(document.body).color, '600', 13);

function textAt(text: string, x: number, y: number, colour: string, weight = '400', size = TEXT): string {
  const family = quoted(getComputedStyle(document.body).fontFamily);
  const style = `fill="${colour}" font-family="${family}" font-size="${size}" font-weight="${weight}"`;
  return `<text x="${x}" y="${y}" ${style}>${escaped(text)}</text>`;
}

function drawingOf(parts: readonly string[], width: number, height: number): Drawing {
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  const ground = `<rect width="100%" height="100%" fill="${getComputedStyle(document.body).backgroundColor}"/>`;
  const size = `width="${w}" height="${h}" viewBox="0 0 ${w} ${h}"`;
  return { text: `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${ground}${parts.join('')}</svg>\n`, width: w, height: h };
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

const quoted = (text: string) => text.replaceAll('"', "'");
