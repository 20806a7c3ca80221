/**
 * Whether a picture's file has all that its decoder goes by, and promises no more than was checked: decoders are lenient, and show
 * what there is of half a file.
 */
const text = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const [START_OF_SCAN, END_OF_IMAGE] = [0xda, 0xd9];

/** Segments, one after another, up to the scan, which ends with the end of the image. */
export function isWholeJpeg(bytes: Uint8Array): boolean {
  const view = viewOf(bytes);
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return false;
    const marker = bytes[at + 1] as number;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === START_OF_SCAN) {
      for (let end = bytes.length - 2; end > at; end--) if (bytes[end] === 0xff && bytes[end + 1] === END_OF_IMAGE) return true;
      return false;
    }
    const isBare = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
    at += isBare ? 2 : 2 + view.getUint16(at + 2);
  }
  return false;
}

/** RIFF's length, and no frame larger than the canvas of `width`×`height`, whose size was checked. */
export function isWholeWebp(bytes: Uint8Array, { width, height }: { readonly width: number; readonly height: number }): boolean {
  if (bytes.length < 20) return false;
  const view = viewOf(bytes);
  const end = 8 + view.getUint32(4, true);
  if (end > bytes.length) return false;
  const fits = (columns: number, rows: number) => columns <= width && rows <= height;
  const frames = (from: number, to: number): boolean => {
    for (let at = from; at + 8 <= to; ) {
      const length = view.getUint32(at + 4, true);
      const content = at + 8;
      if (content + length > to) return false;
      const name = text(bytes, at);
      if (name === 'VP8 ' && (length < 10 || !fits(view.getUint16(content + 6, true) & 0x3fff, view.getUint16(content + 8, true) & 0x3fff)))
        return false;
      if (name === 'VP8L') {
        if (length < 5) return false;
        const bits = view.getUint32(content + 1, true);
        if (!fits((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1)) return false;
      }
      if (name === 'ANMF' && (length < 16 || !frames(content + 16, content + length))) return false;
      at = content + length + (length % 2);
    }
    return true;
  };
  return frames(12, end);
}

/** Pixels that are not packed are all there, and no more colours are promised than a byte can tell apart. */
export function isWholeBmp(bytes: Uint8Array): boolean {
  if (bytes.length < 26) return false;
  const view = viewOf(bytes);
  const [pixels, header] = [view.getUint32(10, true), view.getUint32(14, true)];
  if (header < 40) return pixels < bytes.length;
  if (bytes.length < 54) return false;
  const [width, height] = [Math.abs(view.getInt32(18, true)), Math.abs(view.getInt32(22, true))];
  const [bits, packing, colours] = [view.getUint16(28, true), view.getUint32(30, true), view.getUint32(46, true)];
  if (colours > 256) return false;
  const row = 4 * Math.ceil((width * bits) / 32);
  return packing === 1 || packing === 2 ? pixels < bytes.length : pixels + row * height <= bytes.length;
}

/** Blocks, one after another, up to the end of the first frame. */
export function isWholeGif(bytes: Uint8Array): boolean {
  const tableAt = (flags: number | undefined) => ((flags ?? 0) & 0x80 ? 3 * 2 ** (((flags ?? 0) & 7) + 1) : 0);
  /** Behind sub-blocks, each of which begins with its length; past the end where they are cut short. */
  const behind = (from: number) => {
    let at = from;
    while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] as number);
    return at + 1;
  };
  let at = 13 + tableAt(bytes[10]);
  while (at < bytes.length) {
    if (bytes[at] === 0x21) at = behind(at + 2);
    else if (bytes[at] === 0x2c) return behind(at + 10 + tableAt(bytes[at + 9]) + 1) <= bytes.length;
    else return false;
  }
  return false;
}
