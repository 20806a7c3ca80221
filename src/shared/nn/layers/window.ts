/** Windows that slide over an image, as convolution and pooling have them: their settings and the shape they give. */
import { z } from 'zod';
import { phrase } from '../../phrase';
import { imageSides, type Shape, shapeText } from '../shape';
import { ShapeError } from './layer';

export const sideSetting = (usual: number, help: string) => z.int().min(1).max(64).default(usual).meta({ help, step: 1 });

export const strideSetting = (usual: number) =>
  z
    .int()
    .min(1)
    .max(64)
    .default(usual)
    .meta({
      label: 'Stride',
      unit: 'pixels',
      help: 'From one window to the next',
      step: 1,
      ja: { label: 'ストライド', help: '窓から次の窓までの距離' },
    });

export interface Sides {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

const side = z.int().min(0).max(64);

/** `same`: as much as keeps height and width at stride 1; `valid`: none; or pixels, for all sides or each of them. */
export const paddingSetting = (usual: 'same' | 'valid') =>
  z
    .union([z.enum(['same', 'valid']), side, z.strictObject({ top: side, right: side, bottom: side, left: side })])
    .default(usual)
    .meta({
      label: 'Padding',
      editor: 'padding',
      help: 'Zeros around the image: “same” keeps its size at stride 1, “valid” adds none, or a number of pixels for each side',
      ja: { label: 'パディング', help: '画像のまわりの 0。same はストライド 1 で大きさを保ち、valid は足さない。各辺の画素数も指定できる' },
    });
export type Padding = 'same' | 'valid' | number | Sides;

/** A window over an image of known size. */
export interface WindowGeometry {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly windowHeight: number;
  readonly windowWidth: number;
  readonly stride: number;
  readonly padding: Sides;
  readonly outputHeight: number;
  readonly outputWidth: number;
}

/**
 * Places of the window: ⌊(height + padding − window) / stride⌋ + 1 down, likewise across. `setting` is what the window's
 * size is called. Throws a ShapeError where the input is no image or smaller than the window.
 */
export function windowGeometry(input: Shape, size: number, stride: number, wanted: Padding, setting: string): WindowGeometry {
  const image = imageSides(input);
  if (!image)
    throw new ShapeError(null, phrase`needs an image and gets ${shapeText(input)} numbers; put it before flatten and dense layers`);
  const padding = sides(wanted, size, stride, image.height, image.width);
  const paddedHeight = image.height + padding.top + padding.bottom;
  const paddedWidth = image.width + padding.left + padding.right;
  if (size > Math.min(paddedHeight, paddedWidth)) {
    const most = Math.min(paddedHeight, paddedWidth);
    const padding = Math.ceil((size - Math.min(image.height, image.width)) / 2);
    throw new ShapeError(
      setting,
      phrase`${size} is larger than its input ${image.height}×${image.width}; use at most ${most} or add padding`,
      [
        { label: phrase`Use ${most}`, settings: { [setting]: most } },
        { label: phrase`Add padding ${padding}`, settings: { padding } },
      ],
    );
  }
  return {
    ...image,
    windowHeight: size,
    windowWidth: size,
    stride,
    padding,
    outputHeight: Math.floor((paddedHeight - size) / stride) + 1,
    outputWidth: Math.floor((paddedWidth - size) / stride) + 1,
  };
}

/** "same" gives ⌈side / stride⌉ places; what cannot be shared evenly goes below and to the right. */
function sides(wanted: Padding, size: number, stride: number, height: number, width: number): Sides {
  if (wanted === 'valid') return { top: 0, right: 0, bottom: 0, left: 0 };
  if (typeof wanted === 'number') return { top: wanted, right: wanted, bottom: wanted, left: wanted };
  if (typeof wanted === 'object') return wanted;
  const needed = (length: number) => Math.max((Math.ceil(length / stride) - 1) * stride + size - length, 0);
  const [down, across] = [needed(height), needed(width)];
  return { top: down >> 1, bottom: down - (down >> 1), left: across >> 1, right: across - (across >> 1) };
}

export const paddingText = (padding: Padding) => (typeof padding === 'object' ? Object.values(padding).join(' ') : String(padding));
