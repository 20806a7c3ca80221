/**
 * The design: what the next run will be, with the history of its edits. Every edit is a function from spec to spec; what
 * stood before is kept whole (specs share what did not change), so undo and redo cover everything a spec holds.
 */
import { presetSpec } from '@shared/spec/presets';
import type { RunSpec } from '@shared/spec/run-spec';
import { create } from 'zustand';

export interface Design {
  readonly spec: RunSpec;
  /** A number for each layer of the stack that stays its own when others come, go or move. */
  readonly ids: readonly number[];
  /** The selected layers' numbers; the last one is where things happen. */
  readonly selection: readonly number[];
  /** Counts the designs taken whole; edits keep it. */
  readonly taken: number;
}

export interface DesignStore {
  readonly design: Design;
  readonly past: readonly Design[];
  readonly future: readonly Design[];
  /** What the last edit was to; another one of the same is taken as its continuation. */
  readonly merging: string | null;
  /** The file the design was opened from or saved to, without its folder. */
  readonly file: string | null;
  /** The spec as that file has it. */
  readonly saved: RunSpec | null;
}

export const FIRST_PRESET = 'small-cnn';

let lastTaken = 0;
let lastId = 0;
const newId = () => ++lastId;

const designOf = (spec: RunSpec): Design => ({ spec, ids: spec.network.layers.map(newId), selection: [], taken: ++lastTaken });

export const useDesign = create<DesignStore>(() => ({
  design: designOf(presetSpec(FIRST_PRESET)),
  past: [],
  future: [],
  merging: null,
  file: null,
  saved: null,
}));

const set = useDesign.setState;
export const currentSpec = () => useDesign.getState().design.spec;

/** Edits with the same `merge`, one right after the other, are undone as one: the digits of a number being typed. */
export function edit(change: (spec: RunSpec) => RunSpec, merge: string | null = null): void {
  const { design } = useDesign.getState();
  const spec = change(design.spec);
  if (spec !== design.spec) commit(withSpec(design, spec), merge);
}

/** The same for edits that also decide what is selected afterwards, by place in the stack. */
export function editAndSelect(change: (spec: RunSpec) => { readonly spec: RunSpec; readonly selected: readonly number[] }): void {
  const { design } = useDesign.getState();
  const { spec, selected } = change(design.spec);
  if (spec === design.spec) return;
  const next = withSpec(design, spec);
  commit({ ...next, selection: selected.flatMap((place) => next.ids[place] ?? []) }, null);
}

function commit(next: Design, merge: string | null): void {
  set(({ design, past, merging }) => ({
    design: next,
    past: merge !== null && merge === merging ? past : [...past, design],
    future: [],
    merging: merge,
  }));
}

/** Ends the merging of edits, as when a field is left. */
export const sealEdits = (): void => set({ merging: null });

export function undo(): void {
  set(({ design, past, future }) => {
    const before = past.at(-1);
    return before ? { ...moved(design, before), past: past.slice(0, -1), future: [design, ...future] } : {};
  });
}

/** Undoes all edits back to before the design with that number was taken; nothing where that has been undone already. */
export function undoReplacing(taken: number): void {
  const { design, past } = useDesign.getState();
  const before = past.findLastIndex((each, place) => each.taken !== taken && (past[place + 1] ?? design).taken === taken);
  if (before < 0) return;
  for (let place = past.length; place > before; place--) undo();
}

/** On the way through history; a design that was taken another time is not that of the file. */
const moved = (from: Design, to: Design) => ({
  design: to,
  merging: null,
  ...(from.taken !== to.taken && { file: null, saved: null }),
});

export function redo(): void {
  set(({ design, past, future: [next, ...future] }) => (next ? { ...moved(design, next), past: [...past, design], future } : {}));
}

/** Selecting is no edit; undo brings back what was selected with what stood there. */
export const select = (selection: readonly number[]): void => set(({ design }) => ({ design: { ...design, selection } }));

/** Takes a whole design, as from a file or a preset; the one before is one undo away. */
export function takeDesign(spec: RunSpec, file: string | null): void {
  commit(designOf(spec), null);
  set({ file, saved: file === null ? null : spec });
}

/** Takes up the design of the session before; there is nothing to undo to. */
export function restoreDesign(spec: RunSpec, file: string | null, saved: RunSpec | null): void {
  const unchanged = JSON.stringify(spec) === JSON.stringify(saved);
  set({ design: designOf(spec), past: [], future: [], merging: null, file, saved: unchanged ? spec : saved });
}

/** Of the history, as much as outlives a crash of the page. */
const LONGEST_HELD = 100;

export const heldHistory = ({ design, past, future, file }: DesignStore) => ({
  file,
  design,
  past: past.slice(-LONGEST_HELD),
  future: future.slice(0, LONGEST_HELD),
});

/** Takes the history up where the page before left it, unless the design has become that of another file since. */
export function restoreHistory({ file, design, past, future }: ReturnType<typeof heldHistory>): void {
  const { file: known, saved } = useDesign.getState();
  if (file !== known) return;
  const all = [...past, design, ...future];
  lastId = Math.max(lastId, ...all.flatMap(({ ids }) => ids));
  lastTaken = Math.max(lastTaken, ...all.map(({ taken }) => taken));
  const text = JSON.stringify(saved);
  // It is known again by being the same object.
  const same = all.find(({ spec }) => JSON.stringify(spec) === text);
  set({ design, past, future, merging: null, saved: same?.spec ?? saved });
}

export const designSaved = (spec: RunSpec, file: string): void => set({ file, saved: spec });

/** Layers that are still the same object keep their number; so does one that took another's place in a stack as long. */
function withSpec({ spec: before, ids, selection, taken }: Design, spec: RunSpec): Design {
  if (before.network.layers === spec.network.layers) return { spec, ids, selection, taken };
  const known = new Map(before.network.layers.map((layer, place) => [layer, ids[place]]));
  const kept = spec.network.layers.map((layer) => {
    const id = known.get(layer);
    known.delete(layer);
    return id;
  });
  const sameLength = kept.length === ids.length;
  const next = kept.map((id, place) => {
    const there = ids[place];
    return id ?? (sameLength && there !== undefined && !kept.includes(there) ? there : newId());
  });
  // The same lists stay the same objects, so that nothing is drawn for them.
  if (sameLength && next.every((id, place) => id === ids[place])) return { spec, ids, selection, taken };
  return { spec, ids: next, selection: selection.filter((id) => next.includes(id)), taken };
}
