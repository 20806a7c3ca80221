/** From a picture of one's own to the input of a network, by the recipe that the network was trained with. */
import { areaTable, cellMeans } from './digits/area';
import { inkOf, type Plane, type RgbaImage } from './digits/ink';
import { inkSquare } from './digits/ink-square';
import { DIGIT_SIDE, normalisePicture } from './digits/normalise';
import type { ImageShape } from './image-set';
import { fitPicture } from './pictures/fit';
import { isForInk, type Recipe } from './recipe';

/** What a network takes. */
export interface InputForm {
  readonly input: ImageShape;
  readonly recipe: Recipe;
}

/** Of the longer side of the frame, ink takes so much. */
const FILLED = 0.86;

/** Bytes of one image; null where it is ink that is read, and there is none. */
export function inputOf(picture: RgbaImage, { input, recipe }: InputForm): Uint8Array | null {
  if (!isForInk(recipe)) return fitPicture(picture, input, recipe === 'crop' || recipe === 'stretch' ? recipe : 'letterbox');
  const ink = inkOf(picture);
  return inkInput(ink, { input, recipe });
}

/** The same of ink that is known to be that. */
export function inkInput(ink: Plane, { input, recipe }: InputForm): Uint8Array | null {
  const [height, width, channels] = input;
  if (recipe === 'mnist') {
    const digit = normalisePicture(ink)?.pixels;
    if (!digit || (height === DIGIT_SIDE && width === DIGIT_SIDE && channels === 1)) return digit ?? null;
    return fitPicture(greyPicture(digit, DIGIT_SIDE), input, 'letterbox');
  }
  const drawn = framed(ink, Math.min(height, width));
  if (!drawn) return null;
  const image = recipe === 'paper' ? drawn.map((value) => 255 - value) : drawn;
  return height === width && channels === 1 ? image : fitPicture(greyPicture(image, Math.min(height, width)), input, 'letterbox');
}

/** Ink, scaled until its longer side nearly fills a square, in the middle of it. */
function framed(ink: Plane, side: number): Uint8Array | null {
  const cells = Math.max(1, Math.round(side * FILLED));
  const table = areaTable(ink);
  const square = inkSquare(ink, table, cells);
  if (!square) return null;
  const means = cellMeans(table, square, cells);
  const darkest = means.reduce((most, value) => Math.max(most, value), 0);
  const image = new Uint8Array(side * side);
  const edge = Math.floor((side - cells) / 2);
  means.forEach((value, index) => {
    image[(edge + Math.floor(index / cells)) * side + edge + (index % cells)] = darkest > 0 ? Math.round((value / darkest) * 255) : 0;
  });
  return image;
}

function greyPicture(image: Uint8Array, side: number): RgbaImage {
  const data = new Uint8Array(image.length * 4);
  for (const [pixel, value] of image.entries()) data.set([value, value, value, 255], 4 * pixel);
  return { width: side, height: side, data };
}
