import { currentSpecOf } from '@shared/spec/changes';
import type { RunSpec } from '@shared/spec/run-spec';
import { useMemo } from 'react';
import { useStudio } from '../../state/studio-store';

/** By which the run there is trains, or trained last; null where there is none. */
export function useRunSpec(): RunSpec | null {
  const spec = useStudio((state) => state.run?.spec ?? null);
  const changes = useStudio((state) => state.run?.changes);
  return useMemo(() => (spec && changes ? currentSpecOf({ spec, changes }) : null), [spec, changes]);
}
