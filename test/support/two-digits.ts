/** A picture with several digits. */
import { encode } from 'fast-png';
import { rasterise } from '../../src/shared/data/digits/strokes';
import { drawings } from './drawings';

/** Two digits of the fixtures side by side, dark on grey paper, as a photograph has them. */
export function twoDigits() {
  const [width, height] = [560, 280];
  const data = new Uint8Array(width * height).fill(170);
  for (const [place, digit] of [3, 8].entries()) {
    const drawing = drawings.find((each) => each.digit === digit);
    if (!drawing) throw new Error(`no ${digit}`);
    const { values } = rasterise(drawing, 20, { left: 0, top: 0, side: 280 }, 280);
    values.forEach((ink, pixel) => {
      data[Math.floor(pixel / 280) * width + 280 * place + (pixel % 280)] = Math.round(170 - 130 * ink);
    });
  }
  return encode({ width, height, data, channels: 1 });
}
