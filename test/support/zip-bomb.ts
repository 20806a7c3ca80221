/** A zip of one file that unpacks to far more than it takes: a megabyte of zeros, deflated once and repeated. */
import { constants, deflateRawSync } from 'node:zlib';

const MEGABYTE = 2 ** 20;

/** `megabytes` of zeros under that name. The checksum is none: whoever stops in time never gets there. */
export function zipBomb(name: string, megabytes: number): Uint8Array {
  // Flushed fully, a block stands by itself, and blocks may follow each other.
  const block = deflateRawSync(Buffer.alloc(MEGABYTE), { finishFlush: constants.Z_FULL_FLUSH });
  const packed = Buffer.concat([...Array<Buffer>(megabytes).fill(block), deflateRawSync(Buffer.alloc(0))]);
  const file = Buffer.from(name);
  const sizes = Buffer.alloc(16);
  sizes.writeUInt32LE(0, 0); // checksum
  sizes.writeUInt32LE(packed.length, 4);
  sizes.writeUInt32LE(megabytes * MEGABYTE, 8);
  sizes.writeUInt16LE(file.length, 12);
  // Version 2.0, deflated, no date (PKWARE's APPNOTE, 4.3.7 and 4.3.12).
  const common = Buffer.from([20, 0, 0, 0, 8, 0, 0, 0, 0, 0]);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, sizes, file, packed]);
  const central = Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), Buffer.from([20, 0]), common, sizes, Buffer.alloc(14), file]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return new Uint8Array(Buffer.concat([local, central, end]));
}
