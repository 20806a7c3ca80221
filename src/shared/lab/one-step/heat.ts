/** Numbers as colours: 0 black, positive ones orange, negative ones blue, the largest of all in full. */
import { floatAt } from '../../at';

const [POSITIVE, NEGATIVE] = [
  [255, 150, 40],
  [70, 150, 255],
] as const;

/** RGB bytes of the values, row by row. */
export function heatOf(values: Float32Array): Uint8Array {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const rgb = new Uint8Array(3 * values.length);
  for (let index = 0; index < values.length; index++) {
    const value = floatAt(values, index);
    const strength = Math.abs(value) / largest;
    for (const [channel, full] of (value < 0 ? NEGATIVE : POSITIVE).entries()) rgb[3 * index + channel] = Math.round(full * strength);
  }
  return rgb;
}
