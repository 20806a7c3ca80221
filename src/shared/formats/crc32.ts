/** Cyclic redundancy checks of 32 bits, least significant bit first. */
import { byteAt, integerAt } from '../at';

const checkBy = (polynomial: number) => {
  const table = Uint32Array.from({ length: 256 }, (_, byte) => {
    let sum = byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ polynomial : sum >>> 1;
    return sum;
  });
  /** `before`: the sum of what stands before them. */
  return (bytes: Uint8Array, before = 0): number => {
    let sum = ~before >>> 0;
    for (let at = 0; at < bytes.length; at++) sum = (sum >>> 8) ^ integerAt(table, (sum ^ byteAt(bytes, at)) & 0xff);
    return ~sum >>> 0;
  };
};

/** Of zip files: polynomial 0x04C11DB7 turned round. */
export const crc32 = checkBy(0xedb88320);

/** Castagnoli's, polynomial 0x1EDC6F41 turned round; RFC 3720, appendix B.4. */
export const crc32c = checkBy(0x82f63b78);
