/** What is peculiar to EMNIST, whatever its files are: images with rows and columns exchanged, and names in `…-mapping.txt`. */
import { folderOf, nameOf, type SourceFile } from './source';

export const isEmnist = (path: string): boolean => /emnist/i.test(path);

const LARGEST_MAPPING = 2 ** 16;

/**
 * By label, the characters of the file beside `path` that begins with `dataset`: `0 48`, and of letters in both cases `1 65 97`.
 */
export async function mappingOf(dataset: string, path: string, files: readonly SourceFile[]): Promise<Map<number, string> | undefined> {
  const mapping = files.find(
    (file) => folderOf(path).startsWith(folderOf(file.path)) && nameOf(file.path).toLowerCase().startsWith(`${dataset}-mapping`),
  );
  if (!mapping) return undefined;
  const lines = new TextDecoder().decode(await mapping.bytes(LARGEST_MAPPING)).split('\n');
  const pairs = lines
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([label, code]) => Number.isInteger(label) && Number.isInteger(code) && (code ?? 0) <= 0x10ffff);
  return new Map(pairs.map(([label = 0, code = 0]) => [label, String.fromCodePoint(code)]));
}
