const LETTERS = [...'abcdefghijklmnopqrstuvwxyz', ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** The key of each class: its own name where that is a letter, else the next free letter, capitals last. Digits lead to views. */
export function classKeys(names: readonly string[]): readonly string[] {
  const own = names.filter((name) => LETTERS.includes(name));
  const free = LETTERS.filter((letter) => !own.includes(letter));
  return names.map((name) => (own.includes(name) ? name : (free.shift() ?? '')));
}
