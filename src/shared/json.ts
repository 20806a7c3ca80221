/** JSON from elsewhere. What it may hold is bounded before it becomes objects, which take far more room than text. */
const MOST_NESTED = 100;
/** A list takes some twenty times its text; those of a network are its rows. */
const MOST_LISTS = 2_000_000;
/** Of objects, all together; each becomes a text of its own. */
const MOST_KEYS = 200_000;
const MOST_TEXTS = 400_000;
/** A network of that many numbers is no text. */
const MOST_VALUES = 8_000_000;

const QUOTE = 0x22;
const COLON = 0x3a;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN = [0x5b, 0x7b];
const CLOSE = [0x5d, 0x7d];

/** Of a record: far fewer, for what is wrong about each would be told. */
export const MOST_OF_RECORD = 100_000;

/** `most`: values at most. Throws a SyntaxError where the text is no JSON, nested deeper than anything of ours, or of more than any network. In time linear in its length. */
export function parseJson(text: string, most = MOST_VALUES): unknown {
  let depth = 0;
  const found = { lists: 0, texts: 0, keys: 0, values: 0 };
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) {
      at = endOfText(text, at);
      if (++found.texts > MOST_TEXTS) throw new SyntaxError(`more than ${MOST_TEXTS} texts`);
    } else if (character === COMMA) {
      if (++found.values > most) throw new SyntaxError(`more than ${most} values`);
    } else if (character === COLON) {
      if (++found.keys > MOST_KEYS) throw new SyntaxError(`more than ${MOST_KEYS} keys`);
    } else if (OPEN.includes(character)) {
      depth++;
      if (depth > MOST_NESTED) throw new SyntaxError(`lists in lists, more than ${MOST_NESTED} deep`);
      if (++found.lists > MOST_LISTS) throw new SyntaxError(`more than ${MOST_LISTS} lists`);
    } else if (CLOSE.includes(character)) depth--;
  }
  return JSON.parse(text);
}

/** The place of the quote that ends a text; of the text's end where none does. */
export function endOfText(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}
