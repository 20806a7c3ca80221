/** Whether a file of tensors is whole, told from its header and its size alone. */
import { open } from 'node:fs/promises';
import { safetensorsSize } from '@shared/formats/safetensors';

const LENGTH_BYTES = 8;
/** Far beyond the header of any run's tensors. */
const LARGEST_HEADER = 2 ** 20;

/** False where it is cut short or no such file; throws where it cannot be opened. */
export async function isWhole(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const length = Buffer.alloc(LENGTH_BYTES);
    await file.read(length, 0, LENGTH_BYTES, 0);
    const headerBytes = Number(length.readBigUInt64LE());
    if (headerBytes > Math.min(LARGEST_HEADER, size)) return false;
    const header = Buffer.alloc(headerBytes);
    await file.read(header, 0, headerBytes, LENGTH_BYTES);
    return safetensorsSize(header) === size;
  } finally {
    await file.close();
  }
}
