/** The keys of the stack: which rows are selected after one, and which has the focus. */
interface Keys {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

export interface NextRows {
  readonly selection: readonly number[];
  readonly focus: number;
}

/** ↑ ↓ Home End choose a row; with Shift they extend what is selected, from its first to the new one. Null for other keys. */
export function rowKey(
  { key, shiftKey, altKey, ctrlKey, metaKey }: Keys,
  ids: readonly number[],
  selection: readonly number[],
): NextRows | null {
  if (altKey || ctrlKey || metaKey || ids.length === 0) return null;
  const at = ids.indexOf(selection.at(-1) ?? -1);
  const to = { ArrowUp: Math.max(at - 1, 0), ArrowDown: Math.min(at + 1, ids.length - 1), Home: 0, End: ids.length - 1 }[key];
  const focus = to === undefined ? undefined : ids[to];
  if (to === undefined || focus === undefined) return null;
  const from = ids.indexOf(selection[0] ?? focus);
  return { selection: shiftKey ? range(ids, from, to) : [focus], focus };
}

/** The rows between two places, in the order from one to the other. */
export function range(ids: readonly number[], from: number, to: number): number[] {
  return from <= to ? ids.slice(from, to + 1) : ids.slice(to, from + 1).reverse();
}
