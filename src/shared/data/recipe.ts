/** How a picture of one's own becomes an input like those a network was trained on; found out from the images themselves. */
import { byteAt } from '../at';
import { type ImageSet, spread } from './image-set';

export const recipes = {
  /** Ink is cut out, scaled and centred, as MNIST's makers did. */
  mnist: { label: 'As MNIST’s digits were made' },
  /** Ink on paper, scaled until it fills the frame; paper is dark, as in MNIST. */
  frame: { label: 'Ink, fitted to the frame' },
  /** The same, dark ink on light paper. */
  paper: { label: 'Ink on light paper, fitted to the frame' },
  /** Any picture, all of it, with a margin where it is narrower than the frame. */
  letterbox: { label: 'A picture, all of it' },
  /** Its middle, so that it fills the frame. */
  crop: { label: 'A picture, cropped to the frame' },
  /** Bent to the frame. */
  stretch: { label: 'A picture, stretched to the frame' },
} as const;

export type Recipe = keyof typeof recipes;
export const recipeNames = Object.keys(recipes) as Recipe[];

/** Whether it is ink that is read, which can be drawn. */
export const isForInk = (recipe: Recipe) => recipe === 'mnist' || recipe === 'frame' || recipe === 'paper';

/** Images that are looked at. */
const SAMPLE = 500;
/** Levels from the end of the scale that are paper still, and from which on there is ink. */
const [PAPER, INK] = [32, 128];
/** Share of an image's border, and of the whole, that is paper in a drawing; share of the images that are drawings. */
const [BORDER_SHARE, WHOLE_SHARE, OF_IMAGES] = [0.9, 0.45, 0.8];
/** MNIST's digits are 20 pixels in a frame of 28, and their centre of mass is its centre. */
const [FRAME, LARGEST, FROM_CENTRE] = [28, 20, 1.2];

/** `fit`: how pictures were brought to these images, where they are no drawings. */
export function recipeOf(set: ImageSet, fit: 'letterbox' | 'crop' | 'stretch'): Recipe {
  const [height, width, channels] = set.shape;
  if (channels !== 1 || set.count === 0) return fit;
  const sample = [...spread(set.count, SAMPLE)].map((position) => set.image(position));
  const share = (holds: (image: Uint8Array) => boolean) => sample.filter(holds).length / sample.length;
  const inverted = (image: Uint8Array) => image.map((value) => 255 - value);
  if (share((image) => isDrawing(inverted(image), height, width)) >= OF_IMAGES) return 'paper';
  if (share((image) => isDrawing(image, height, width)) < OF_IMAGES) return fit;
  const isLikeMnist = (image: Uint8Array) => height === FRAME && width === FRAME && isCentred(image);
  return share(isLikeMnist) >= OF_IMAGES ? 'mnist' : 'frame';
}

/** Strokes of full ink on dark, even paper. */
function isDrawing(image: Uint8Array, height: number, width: number): boolean {
  let [border, borderPaper, paper, ink] = [0, 0, 0, 0];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const value = byteAt(image, row * width + column);
      const isBorder = row === 0 || column === 0 || row === height - 1 || column === width - 1;
      if (value < PAPER) paper += 1;
      if (value >= INK) ink += 1;
      if (!isBorder) continue;
      border += 1;
      if (value < PAPER) borderPaper += 1;
    }
  }
  return ink > 0 && borderPaper >= BORDER_SHARE * border && paper >= WHOLE_SHARE * image.length;
}

function isCentred(image: Uint8Array): boolean {
  let [mass, sumX, sumY] = [0, 0, 0];
  let [left, top, right, bottom] = [FRAME, FRAME, -1, -1];
  for (let row = 0; row < FRAME; row++) {
    for (let column = 0; column < FRAME; column++) {
      const value = byteAt(image, row * FRAME + column);
      if (value === 0) continue;
      mass += value;
      sumX += value * column;
      sumY += value * row;
      [left, top, right, bottom] = [Math.min(left, column), Math.min(top, row), Math.max(right, column), Math.max(bottom, row)];
    }
  }
  if (mass === 0) return false;
  const centre = FRAME / 2;
  return (
    Math.max(right - left, bottom - top) + 1 <= LARGEST &&
    Math.abs(sumX / mass - centre) <= FROM_CENTRE &&
    Math.abs(sumY / mass - centre) <= FROM_CENTRE
  );
}
