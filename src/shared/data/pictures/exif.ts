/** How a camera was held: EXIF's orientation in PNG and WebP, which their decoders leave alone (that of JPEG does not). */
import type { RgbaImage } from '../digits/ink';

const ORIENTATION = 0x0112;

/** 1 to 8 (EXIF 2.32, 4.6.4 A), 1 where there is none. */
export function orientationOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tiff = exifIn(view);
  if (tiff === null || tiff + 8 > view.byteLength) return 1;
  const little = view.getUint16(tiff) === 0x4949;
  const directory = tiff + view.getUint32(tiff + 4, little);
  if (directory + 2 > view.byteLength) return 1;
  const entries = view.getUint16(directory, little);
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + 12 * entry;
    if (at + 12 > view.byteLength) return 1;
    if (view.getUint16(at, little) !== ORIENTATION) continue;
    const found = view.getUint16(at + 8, little);
    return found >= 1 && found <= 8 ? found : 1;
  }
  return 1;
}

const nameAt = (view: DataView, at: number) => String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(at + index)));

/** Where its TIFF begins; null where there is none. */
function exifIn(view: DataView): number | null {
  if (view.byteLength < 16) return null;
  const isPng = view.getUint32(0) === 0x89504e47;
  if (!isPng && nameAt(view, 0) !== 'RIFF') return null;
  // A PNG's chunks tell their length first, those of RIFF their name, and are padded to even lengths.
  for (let at = isPng ? 8 : 12; at + 12 <= view.byteLength; ) {
    const length = isPng ? view.getUint32(at) : view.getUint32(at + 4, true);
    const name = nameAt(view, isPng ? at + 4 : at);
    const content = at + 8;
    if (name === 'eXIf') return content;
    // Some write JPEG's mark before it.
    if (name === 'EXIF') return content + 10 <= view.byteLength && nameAt(view, content) === 'Exif' ? content + 6 : content;
    at = content + length + (isPng ? 4 : length % 2);
  }
  return null;
}

/** The picture as it is to be looked at. */
export function upright({ width, height, data }: RgbaImage, orientation: number): RgbaImage {
  if (orientation < 2) return { width, height, data };
  const isAcross = orientation >= 5;
  const [columns, rows] = isAcross ? [height, width] : [width, height];
  const turned = new Uint8Array(data.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [x, y] = isAcross ? [row, column] : [column, row];
      const mirrored = orientation === 2 || orientation === 3 || orientation === 7 || orientation === 8;
      const flipped = orientation === 3 || orientation === 4 || orientation === 6 || orientation === 7;
      const from = 4 * ((flipped ? height - 1 - y : y) * width + (mirrored ? width - 1 - x : x));
      turned.set(data.subarray(from, from + 4), 4 * (row * columns + column));
    }
  }
  return { width: columns, height: rows, data: turned };
}
