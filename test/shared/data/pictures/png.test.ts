import { crc32, deflateSync } from 'node:zlib';
import { decodePng } from '@shared/data/pictures/png';
import { describe, expect, it } from 'vitest';

function chunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

interface Parts {
  width: number;
  height: number;
  depth: number;
  colourType: number;
  interlace?: number;
  extra?: Buffer[];
  /** Rows without their filter bytes. */
  rows: number[][];
}

/** A PNG put together by hand, so that every form of it can be had. */
function png({ width, height, depth, colourType, interlace = 0, extra = [], rows }: Parts): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colourType, 0, 0, interlace], 8);
  const pixels = deflateSync(Buffer.from(rows.flatMap((row) => [0, ...row])));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', header), ...extra, chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

const palette = chunk('PLTE', Buffer.from([10, 20, 30, 200, 210, 220]));

describe('a PNG', () => {
  it.each<[string, Parts, number[]]>([
    ['grey of 8 bits', { width: 2, height: 1, depth: 8, colourType: 0, rows: [[0, 128]] }, [0, 0, 0, 255, 128, 128, 128, 255]],
    ['grey of 1 bit', { width: 2, height: 1, depth: 1, colourType: 0, rows: [[0b01000000]] }, [0, 0, 0, 255, 255, 255, 255, 255]],
    ['grey of 16 bits', { width: 1, height: 1, depth: 16, colourType: 0, rows: [[0xff, 0xff]] }, [255, 255, 255, 255]],
    ['grey with alpha', { width: 1, height: 1, depth: 8, colourType: 4, rows: [[50, 60]] }, [50, 50, 50, 60]],
    ['colour', { width: 1, height: 1, depth: 8, colourType: 2, rows: [[1, 2, 3]] }, [1, 2, 3, 255]],
    [
      'colour with a suggested palette',
      { width: 1, height: 1, depth: 8, colourType: 2, extra: [palette], rows: [[1, 2, 3]] },
      [1, 2, 3, 255],
    ],
    [
      'colour with one that is see-through',
      {
        width: 3,
        height: 1,
        depth: 8,
        colourType: 2,
        extra: [chunk('tRNS', Buffer.from([0, 1, 0, 2, 0, 3]))],
        rows: [[1, 2, 3, 4, 5, 6, 1, 2, 4]],
      },
      [1, 2, 3, 0, 4, 5, 6, 255, 1, 2, 4, 255],
    ],
    // Two passes have pixels: (0, 0), then (1, 0).
    ['interlaced grey', { width: 2, height: 1, depth: 8, colourType: 0, interlace: 1, rows: [[7], [9]] }, [7, 7, 7, 255, 9, 9, 9, 255]],
    [
      'a palette',
      { width: 2, height: 1, depth: 8, colourType: 3, extra: [palette], rows: [[1, 0]] },
      [200, 210, 220, 255, 10, 20, 30, 255],
    ],
  ])('of %s is read', (name, parts, rgba) => {
    expect([...decodePng(png(parts), name).data]).toEqual(rgba);
  });

  it.each<[string, Parts, RegExp]>([
    ['whose data goes on and on', { width: 1, height: 1, depth: 8, colourType: 0, rows: [new Array(1_000_000).fill(0)] }, /is damaged/],
    [
      'whose data ends early',
      { width: 9, height: 9, depth: 8, colourType: 0, rows: [[0]] },
      /is damaged \(2 bytes of pixels, expected 90\)/,
    ],
    [
      'of absurd size',
      { width: 65535, height: 65535, depth: 8, colourType: 0, rows: [[0]] },
      /65535×65535: a side may have 20000 pixels at most; make it smaller/,
    ],
  ])('%s is refused', (name, parts, message) => {
    expect(() => decodePng(png(parts), name)).toThrow(message);
  });

  it('is read without its colour profile, whatever that would unpack to', () => {
    const profile = Buffer.concat([Buffer.from('bomb\0\0', 'latin1'), deflateSync(Buffer.alloc(50_000_000))]);
    const picture = png({ width: 1, height: 1, depth: 8, colourType: 0, extra: [chunk('iCCP', profile)], rows: [[7]] });
    expect([...decodePng(picture, 'f').data]).toEqual([7, 7, 7, 255]);
  });

  it('with a wrong checksum, or two headers, is refused', () => {
    const sound = png({ width: 1, height: 1, depth: 8, colourType: 0, rows: [[7]] });
    expect(() => decodePng(sound.with(30, (sound[30] ?? 0) ^ 1), 'f')).toThrow('f: is damaged (the checksum of IHDR is wrong)');
    expect(() => decodePng(sound.with(sound.length - 1, 9), 'f')).toThrow('f: is damaged (the checksum of IEND is wrong)');
    const header = Buffer.from(sound.subarray(16, 29));
    const twice = png({ width: 1, height: 1, depth: 8, colourType: 0, extra: [chunk('IHDR', header)], rows: [[7]] });
    expect(() => decodePng(twice, 'f')).toThrow('f: is damaged (it has not one header, at its beginning)');
    expect(() => decodePng(sound.subarray(0, sound.length - 12), 'f')).toThrow('f: is damaged (it is cut short)');
  });
});
