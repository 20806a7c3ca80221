import { byteAt } from '@shared/at';

/** Bytes as a canvas has them, four a pixel, of one channel or three. */
export function rgbaOf(pixels: Uint8Array, channels: number): Uint8ClampedArray {
  const count = Math.floor(pixels.length / channels);
  const rgba = new Uint8ClampedArray(4 * count);
  if (channels === 1) {
    new Uint32Array(rgba.buffer).set(Uint32Array.from(pixels, (grey) => (0xff000000 | (grey * 0x10101)) >>> 0));
    return rgba;
  }
  for (let pixel = 0; pixel < count; pixel++) {
    for (let channel = 0; channel < 3; channel++) rgba[4 * pixel + channel] = byteAt(pixels, pixel * channels + channel);
    rgba[4 * pixel + 3] = 255;
  }
  return rgba;
}
