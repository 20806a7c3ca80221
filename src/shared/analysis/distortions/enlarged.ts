/** A digit as it comes from a sheet of paper: enlarged smoothly, at some place, of some size. */
import { byteAt, floatAt } from '../../at';
import { createRandom } from '../../random/threefry';
import type { Distortion, GreyImage } from './distortion';

/** Of the sheet, to a pixel of the image. */
const ENLARGEMENT = 10;
const SMALLEST = 0.5;

/** Where on the sheet the image's corner goes, and how large it is there, 1 for the whole sheet. */
export interface SheetPlace {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
}

/** Bicubic interpolation (R. Keys, IEEE ASSP 29, 1981, a = −½) onto a sheet ten times as high and wide. */
export function enlarge(image: GreyImage, { left, top, scale }: SheetPlace): GreyImage {
  const [width, height] = [image.width * ENLARGEMENT, image.height * ENLARGEMENT];
  const across = taps(width, image.width, left, ENLARGEMENT * scale);
  const down = taps(height, image.height, top, ENLARGEMENT * scale);
  const rows = new Float32Array(image.height * width);
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (const { from, weight } of across[x] ?? []) sum += weight * byteAt(image.pixels, y * image.width + from);
      rows[y * width + x] = sum;
    }
  }
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const lines = down[y] ?? [];
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (const { from, weight } of lines) sum += weight * floatAt(rows, from * width + x);
      pixels[y * width + x] = Math.min(255, Math.max(0, Math.round(sum)));
    }
  }
  return { width, height, pixels };
}

interface Tap {
  readonly from: number;
  readonly weight: number;
}

/** For each pixel of the sheet along an axis, the pixels of the image it is made of. */
function taps(length: number, count: number, start: number, scale: number): Tap[][] {
  return Array.from({ length }, (_, position) => {
    const place = (position + 0.5 - start) / scale - 0.5;
    const first = Math.floor(place) - 1;
    return Array.from({ length: 4 }, (_each, tap) => ({ from: first + tap, weight: cubic(place - first - tap) })).filter(
      ({ from }) => from >= 0 && from < count,
    );
  });
}

function cubic(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return 1.5 * x ** 3 - 2.5 * x ** 2 + 1;
  return x < 2 ? -0.5 * x ** 3 + 2.5 * x ** 2 - 4 * x + 2 : 0;
}

/** Anywhere on the sheet where all of the image is on it, 0.5 to 1 times as large as the sheet; of each image the same each time. */
export const enlarged: Distortion = {
  id: 'enlarged',
  label: 'On a sheet: any place, half to full size',
  ofInk: true,
  apply(image, index) {
    const random = createRandom(1, 'shuffle');
    const scale = SMALLEST + (1 - SMALLEST) * random.uniform(index, 0);
    const free = (side: number, draw: number) => Math.floor(side * ENLARGEMENT * (1 - scale) * random.uniform(index, draw));
    return enlarge(image, { left: free(image.width, 1), top: free(image.height, 2), scale });
  },
};
