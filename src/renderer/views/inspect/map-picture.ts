/** The map of digits as a picture: each is written as its true digit in the colour of its class, mistakes ringed. */
import { byteAt, elementAt, floatAt } from '@shared/at';
import type { Embedding, SetPredictions } from '@shared/contracts/state';

export interface Point {
  readonly x: number;
  readonly y: number;
}

const MARGIN = 14;
const RING = 8;

/** A hue for each class, told apart by their names too. */
export const classColours = (classes: number): readonly string[] => {
  const dark = document.documentElement.dataset.mantineColorScheme === 'dark';
  return Array.from({ length: classes }, (_, each) => `hsl(${Math.round((each * 360) / classes)} 70% ${dark ? 65 : 38}%)`);
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
  embedding: Embedding,
  predictions: SetPredictions,
  colours: readonly string[],
): void {
  const { images } = embedding;
  const { labels, predicted } = predictions;
  const signs = signsOf(predictions.classes);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const [index, { x, y }] of places.entries()) {
    const image = elementAt(images, index);
    const label = byteAt(labels, image);
    context.fillStyle = colours[label] ?? '#888';
    context.fillText(signs[label] ?? '', x, y);
    if (label === predicted[image]) continue;
    context.strokeStyle = '#e5484d';
    context.lineWidth = 2;
    context.beginPath();
    context.arc(x, y, RING, 0, 2 * Math.PI);
    context.stroke();
  }
  nameClusters(context, places, embedding, predictions, colours, getComputedStyle(document.body).backgroundColor);
}

/** Short names stand for themselves; of longer ones their first letter, or a dot where that is no sign. */
const signsOf = (classes: readonly string[]): string[] => {
  if (classes.every((name) => name.length <= 2)) return [...classes];
  const letters = classes.map((name) => [...name][0]?.toUpperCase() ?? '');
  return new Set(letters).size === letters.length ? letters : classes.map(() => '•');
};

/** Pixels. */
const NAME = 20;
const HALO = 4;

/** Each class by its name, large, at the digit of it that lies nearest to the middle of all of its digits. */
function nameClusters(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  places: readonly Point[],
  { images }: Embedding,
  { labels, classes }: SetPredictions,
  colours: readonly string[],
  ground: string,
): void {
  const small = context.font;
  context.font = small.replace(/[\d.]+px/, `700 ${NAME}px`);
  context.lineJoin = 'round';
  context.lineWidth = 2 * HALO;
  context.strokeStyle = ground;
  for (const [digit, name] of classes.entries()) {
    const own = places.filter((_, index) => labels[elementAt(images, index)] === digit);
    const at = centreOf(own);
    if (!at) continue;
    context.fillStyle = colours[digit] ?? '#888';
    context.strokeText(name, at.x, at.y);
    context.fillText(name, at.x, at.y);
  }
  context.font = small;
}

/** The point nearest to the medians of x and y; null of none. Means would lie between two halves of a class. */
export function centreOf(points: readonly Point[]): Point | null {
  const middle = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
  const [x, y] = [middle(points.map((point) => point.x)), middle(points.map((point) => point.y))];
  const distance = (point: Point) => Math.hypot(point.x - x, point.y - y);
  return points.reduce<Point | null>((best, point) => (best === null || distance(point) < distance(best) ? point : best), null);
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
