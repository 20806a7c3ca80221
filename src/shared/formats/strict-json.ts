/** JSON as files of parameters may hold it: an object, each of its keys once. */
import { endOfText, parseJson } from '../json';
import { phrase } from '../phrase';
import { ParametersError } from './parameters-error';

const QUOTE = 0x22;
const [OPEN, CLOSE] = [0x7b, 0x7d];
const COLON = 0x3a;

const SPACES = [0x20, 0x09, 0x0a, 0x0d];
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** Whether a file begins as a JSON object does. */
export const isObject = (bytes: Uint8Array) => bytes.find((byte) => ![...SPACES, ...BYTE_ORDER_MARK].includes(byte)) === OPEN;

/** Bytes; a network of millions of numbers, beyond which text is no way to keep it. */
const LARGEST_TEXT = 64 * 2 ** 20;

/** Throws a ParametersError where the bytes are no text, or more than is read as text. */
export function utf8(bytes: Uint8Array, file: string): string {
  if (bytes.length > LARGEST_TEXT)
    throw new ParametersError(file, phrase`${bytes.length} bytes are too many for JSON; at most ${LARGEST_TEXT} are read, use safetensors`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ParametersError(file, phrase`is no text; the file is damaged, or too large to be one`);
  }
}

/** Throws a ParametersError without the file's name where the text is no JSON, no object, or has a key twice. */
export function parseStrictJson(text: string): Record<string, unknown> {
  let content: unknown;
  try {
    content = parseJson(text);
  } catch (error) {
    throw new ParametersError('', phrase`not JSON: ${error instanceof Error ? error.message.replaceAll('\n', ' ') : error}`);
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new ParametersError('', phrase`the file holds no object; expected {"W1": …, "b1": …, "W2": …, "b2": …}`);
  }
  const twice = repeatedKey(text);
  if (twice !== null) throw new ParametersError(twice, phrase`stands there twice; leave one out`);
  return { ...content };
}

/** The first key that one object of valid JSON text has twice; null where none does. JSON.parse would keep the last in silence. */
export function repeatedKey(text: string): string | null {
  const keys: Set<string>[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === OPEN) keys.push(new Set());
    else if (character === CLOSE) keys.pop();
    if (character !== QUOTE) continue;
    const start = at;
    at = endOfText(text, at);
    let next = at + 1;
    while (/\s/.test(text.charAt(next))) next++;
    if (text.charCodeAt(next) !== COLON) continue;
    const key = JSON.parse(text.slice(start, at + 1)) as string;
    const known = keys.at(-1);
    if (known?.has(key)) return key;
    known?.add(key);
  }
  return null;
}
