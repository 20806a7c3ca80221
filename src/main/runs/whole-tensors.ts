/** Whether a file of tensors is whole: of its size, and where it carries a checksum what that says. */
import { crc32 } from '@shared/formats/crc32';
import { safetensorsSize, sealOf } from '@shared/formats/safetensors';
import { openIfThere } from '../files/whole-files';

const LENGTH_BYTES = 8;
/** Far beyond the header of any run's tensors. */
const LARGEST_HEADER = 2 ** 20;
const BLOCK = 2 ** 20;

/** `sealed`: by its checksum; `whole`: as far as its size tells, for versions before gave it none. */
export type Wholeness = 'sealed' | 'whole' | 'damaged';

/** `damaged` too where it is no such file; null where there is none. Throws a FileError where it cannot be opened. */
export async function wholenessOf(path: string): Promise<Wholeness | null> {
  const file = await openIfThere(path);
  if (!file) return null;
  try {
    const { size } = await file.stat();
    const length = Buffer.alloc(LENGTH_BYTES);
    await file.read(length, 0, LENGTH_BYTES, 0);
    const headerBytes = Number(length.readBigUInt64LE());
    if (headerBytes > Math.min(LARGEST_HEADER, size)) return 'damaged';
    const head = Buffer.alloc(LENGTH_BYTES + headerBytes);
    await file.read(head, 0, head.length, 0);
    if (safetensorsSize(head.subarray(LENGTH_BYTES)) !== size) return 'damaged';
    const seal = sealOf(head);
    if (!seal) return 'whole';
    const block = Buffer.alloc(Math.min(BLOCK, size));
    let sum = seal.soFar;
    for (let at = head.length; at < size; ) {
      const { bytesRead } = await file.read(block, 0, block.length, at);
      if (bytesRead === 0) return 'damaged';
      sum = crc32(block.subarray(0, bytesRead), sum);
      at += bytesRead;
    }
    return sum === seal.wanted ? 'sealed' : 'damaged';
  } finally {
    await file.close();
  }
}
