/** Strokes made wider, thinner, harder; and ink and paper changed over. */
import { at, type Distortion, type GreyImage, painted } from './distortion';

const AROUND = [-1, 0, 1].flatMap((y) => [-1, 0, 1].map((x) => [x, y] as const));
const around = (image: GreyImage, x: number, y: number) => AROUND.map(([dx, dy]) => at(image, x + dx, y + dy));

export const dilated: Distortion = {
  id: 'dilated',
  label: 'Strokes 2 pixels wider',
  ofInk: true,
  apply: (image) => painted(image, (x, y) => Math.max(...around(image, x, y))),
};

export const eroded: Distortion = {
  id: 'eroded',
  label: 'Strokes 2 pixels thinner',
  ofInk: true,
  apply: (image) => painted(image, (x, y) => Math.min(...around(image, x, y))),
};

export const binarised: Distortion = {
  id: 'binarised',
  label: 'Black or white only',
  ofInk: true,
  apply: (image) => painted(image, (x, y) => (at(image, x, y) >= 128 ? 255 : 0)),
};

export const inverted: Distortion = {
  id: 'inverted',
  label: 'Ink and paper changed over',
  ofInk: true,
  apply: (image) => painted(image, (x, y) => 255 - at(image, x, y)),
};
