import type { RunSpec } from '@shared/spec/run-spec';
import { useStudio } from '../../../state/studio-store';

/** Whether a run of this spec would go on from the imported parameters: its network is still theirs. */
export function beginsWithImported(spec: RunSpec): boolean {
  const { imported } = useStudio.getState();
  return imported !== null && JSON.stringify(imported.spec.network) === JSON.stringify(spec.network);
}
