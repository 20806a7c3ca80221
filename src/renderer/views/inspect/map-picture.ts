/** The map of digits as a picture: each is written as its true digit in the colour of its class, mistakes ringed. */
import { byteAt, elementAt, floatAt } from '@shared/at';
import type { Embedding, SetPredictions } from '@shared/contracts/state';

export interface Point {
  readonly x: number;
  readonly y: number;
}

const MARGIN = 14;
const RING = 8;

/** Ten hues, told apart by the digits too. */
export const digitColours = (): readonly string[] => {
  const dark = document.documentElement.dataset.mantineColorScheme === 'dark';
  return Array.from({ length: 10 }, (_, digit) => `hsl(${digit * 36} 70% ${dark ? 65 : 38}%)`);
};

/** Each digit's place in a picture of that size, sides in proportion. */
export function mapPlaces({ x, y }: Embedding, width: number, height: number): Point[] {
  const span = (values: Float32Array) => {
    const least = values.reduce((low, value) => Math.min(low, value), Infinity);
    const most = values.reduce((high, value) => Math.max(high, value), -Infinity);
    return { middle: (least + most) / 2, length: most - least || 1 };
  };
  const [across, down] = [span(x), span(y)];
  const scale = Math.min((width - 2 * MARGIN) / across.length, (height - 2 * MARGIN) / down.length);
  return Array.from(x, (value, index) => ({
    x: width / 2 + (value - across.middle) * scale,
    y: height / 2 + (floatAt(y, index) - down.middle) * scale,
  }));
}

export function drawMap(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  places: readonly Point[],
  { images }: Embedding,
  { labels, predicted }: SetPredictions,
  colours: readonly string[],
): void {
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const [index, { x, y }] of places.entries()) {
    const image = elementAt(images, index);
    const label = byteAt(labels, image);
    context.fillStyle = colours[label] ?? '#888';
    context.fillText(String(label), x, y);
    if (label === predicted[image]) continue;
    context.strokeStyle = '#e5484d';
    context.lineWidth = 2;
    context.beginPath();
    context.arc(x, y, RING, 0, 2 * Math.PI);
    context.stroke();
  }
}

/** Whether a point lies within a polygon, by how often a ray from it crosses the sides. */
export function within({ x, y }: Point, polygon: readonly Point[]): boolean {
  let inside = false;
  for (const [index, a] of polygon.entries()) {
    const b = polygon.at(index - 1) ?? a;
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}
