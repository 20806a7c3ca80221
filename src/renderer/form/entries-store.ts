/** What stands in fields and is not taken: whoever starts something by the form must not be given other numbers than it shows. */
import { create } from 'zustand';

interface Entries {
  /** What is complained of, by field. */
  readonly complaints: ReadonlyMap<string, string>;
}

export const useEntries = create<Entries>(() => ({ complaints: new Map() }));

/** `null`: there is nothing to complain of, or no field any more. */
export function complain(field: string, complaint: string | null): void {
  const { complaints } = useEntries.getState();
  if ((complaints.get(field) ?? null) === complaint) return;
  const next = new Map(complaints);
  if (complaint === null) next.delete(field);
  else next.set(field, complaint);
  useEntries.setState({ complaints: next });
}

/** Of all fields that are seen; null where they are sound. */
export const firstComplaint = ({ complaints }: Entries): string | null => [...complaints.values()][0] ?? null;
