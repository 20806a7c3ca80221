/**
 * Training images beside MNIST's for the network that Kasane comes with: digits written by program in styles that MNIST has few
 * of, and training digits (none held back for validation) whose strokes, or whose size, have suffered as those of pictures do.
 * All go the way of a user's picture or drawing.
 */
import { distortions } from '@shared/analysis/distortions';
import { byteAt, elementAt } from '@shared/at';
import { splitImages } from '@shared/data/batches/split';
import { DIGIT_CLASSES } from '@shared/data/digits/digit-classes';
import { DIGIT_SIDE, normaliseDrawing, normalisePicture } from '@shared/data/digits/normalise';
import { type Drawing, rasterise } from '@shared/data/digits/strokes';
import { ImageSet } from '@shared/data/image-set';
import { createRandom, type Random } from '@shared/random/threefry';
import templatesText from './templates.txt?raw';

/** So many of each. */
const MADE = { written: 9600, eroded: 6000, half: 4000, dilated: 1500 };
/** The digits that are written one after another: a 1 and a 7 differ in most ways of writing them, and are told apart worst. */
const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 7];
/** Hard pixels are ink from this share on. */
const HARD = 0.4;
/** The sheet, and the field of the templates on it. */
const [SIDE, FIELD_WIDTH, FIELD_HEIGHT] = [280, 100, 140];
/** Fewer pixels than these are left of some thinned digits: nobody could read them. */
const LEAST_INK = 8;

interface Template {
  readonly digit: number;
  readonly strokes: readonly (readonly (readonly [number, number])[])[];
}

const readTemplates = (text: string): Template[] =>
  text
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .map((line) => {
      const [digit, , ...points] = line.split(' ');
      const strokes = points.join(' ').split(' / ');
      return {
        digit: Number(digit),
        strokes: strokes.map((stroke) => stroke.split(' ').map((pair) => pair.split(',').map(Number) as [number, number])),
      };
    });

/** A hand's way of writing a template: another slant, width, size, place and pen each time, and no point where it should be. */
function written({ strokes }: Template, random: Random, index: number): Drawing {
  const signed = (draw: number) => 2 * random.uniform(index, draw) - 1;
  const [slant, turn, stretch] = [0.22 * signed(1), 0.14 * signed(2), 1 + 0.3 * signed(3)];
  const size = 90 + 80 * random.uniform(index, 4);
  const wobble = 5 * random.uniform(index, 5);
  let draw = 20;
  // Where strokes meet in a point of the template they meet in what is drawn.
  const moved = new Map<string, readonly [number, number]>();
  const place = (point: readonly [number, number]) => {
    const known = moved.get(point.join());
    if (known) return known;
    const x = (point[0] - FIELD_WIDTH / 2 + wobble * signed(draw++)) / FIELD_HEIGHT;
    const y = (point[1] - FIELD_HEIGHT / 2 + wobble * signed(draw++)) / FIELD_HEIGHT;
    const leaning = stretch * (x - slant * y);
    const found = [
      SIDE / 2 + 20 * signed(6) + size * (leaning - turn * y),
      SIDE / 2 + 20 * signed(7) + size * (y + turn * leaning),
    ] as const;
    moved.set(point.join(), found);
    return found;
  };
  // From hairlines to markers, each as likely as one half as wide.
  const pen = size * 0.03 * 2 ** (3.2 * random.uniform(index, 8));
  return {
    ...{ side: SIDE, pen },
    strokes: strokes.map((stroke) =>
      stroke.map((point) => {
        const [x, y] = place(point);
        return { x, y, pressure: 0.5 + 0.2 * signed(draw++) };
      }),
    ),
  };
}

/** A third as the pad has it, a third as a large picture, a third as one of few pixels. */
function imageOf(drawing: Drawing, random: Random, index: number): Uint8Array | null {
  const way = random.below(3, index, 9);
  if (way === 0) return normaliseDrawing(drawing)?.pixels ?? null;
  const resolution = way === 1 ? SIDE : DIGIT_SIDE + random.below(DIGIT_SIDE + 1, index, 10);
  const ink = rasterise(drawing, Math.max(drawing.pen, SIDE / resolution), { left: 0, top: 0, side: SIDE }, resolution);
  // Half of the small ones have no soft edges, as lines of one pixel have none.
  const isHard = way === 2 && random.below(2, index, 11) === 0;
  const drawn = isHard ? { ...ink, values: ink.values.map((value) => (value >= HARD ? 1 : 0)) } : ink;
  return normalisePicture(drawn)?.pixels ?? null;
}

/** Of MNIST's training images, whose split is that of `seed` and `validation`. */
export function madeDigits(training: ImageSet, { seed, validation }: { readonly seed: number; readonly validation: number }): ImageSet {
  const [images, labels]: [Uint8Array[], number[]] = [[], []];
  const add = (image: Uint8Array | null, label: number) => {
    if (!image) return;
    images.push(image);
    labels.push(label);
  };
  const random = createRandom(seed, 'aside');
  const templates = readTemplates(templatesText);
  const byDigit = DIGIT_CLASSES.map((_, digit) => templates.filter((template) => template.digit === digit));
  for (let index = 0; index < MADE.written; index++) {
    const styles = elementAt(byDigit, elementAt(DIGITS, index % DIGITS.length));
    const template = elementAt(styles, random.below(styles.length, index, 0));
    add(imageOf(written(template, random, index), random, index), template.digit);
  }
  const { training: rest } = splitImages(training, validation, seed);
  for (const { id, apply } of distortions) {
    const count = MADE[id as keyof typeof MADE] ?? 0;
    for (let each = 0; each < count; each++) {
      const index = Math.floor(((each + 0.5) * rest.count) / count);
      const image = apply({ width: DIGIT_SIDE, height: DIGIT_SIDE, pixels: rest.image(index) }, index);
      const ink = { ...image, values: Float32Array.from(image.pixels, (value) => value / 255) };
      const isLeft = image.pixels.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0) >= LEAST_INK;
      if (isLeft) add(normalisePicture(ink)?.pixels ?? null, byteAt(rest.labels, index));
    }
  }
  const pixels = new Uint8Array(images.length * DIGIT_SIDE ** 2);
  images.forEach((image, index) => {
    pixels.set(image, index * DIGIT_SIDE ** 2);
  });
  return new ImageSet([DIGIT_SIDE, DIGIT_SIDE, 1], DIGIT_CLASSES, pixels, Uint8Array.from(labels));
}
