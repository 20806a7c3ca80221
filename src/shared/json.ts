/** JSON from elsewhere. What it may hold is bounded before it becomes objects, which take far more room than text. */
const MOST_NESTED = 100;
/** A list takes some twenty times its text; those of a network are its rows. */
const MOST_LISTS = 2_000_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = [0x5b, 0x7b];
const CLOSE = [0x5d, 0x7d];

/** Throws a SyntaxError where the text is no JSON, nested deeper than anything of ours, or of more lists than any network. */
export function parseJson(text: string): unknown {
  let depth = 0;
  let lists = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) at = endOfText(text, at);
    else if (OPEN.includes(character)) {
      depth++;
      lists++;
      if (depth > MOST_NESTED) throw new SyntaxError(`lists in lists, more than ${MOST_NESTED} deep`);
      if (lists > MOST_LISTS) throw new SyntaxError(`more than ${MOST_LISTS} lists`);
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
