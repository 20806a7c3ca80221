/** As many as may be at work at the same time: a process may not hold any number of files open. */
export const FILES_AT_ONCE = 16;

/** As Promise.all of a map, but for at most `most` of them at a time; in order. */
export async function mapAtOnce<Item, Result>(
  items: readonly Item[],
  most: number,
  make: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const made: Result[] = [];
  for (let from = 0; from < items.length; from += most) made.push(...(await Promise.all(items.slice(from, from + most).map(make))));
  return made;
}
