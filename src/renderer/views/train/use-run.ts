import type { RunState } from '@shared/contracts/state';
import { specAt } from '@shared/spec/changes';
import type { RunSpec } from '@shared/spec/run-spec';
import { useMemo } from 'react';
import { useStudio } from '../../state/studio-store';

/** By which the run trains, or trained last. */
export const currentSpecOf = ({ spec, changes }: Pick<RunState, 'spec' | 'changes'>): RunSpec =>
  specAt(spec, changes, Number.POSITIVE_INFINITY);

/** The same of the run there is; null where there is none. */
export function useRunSpec(): RunSpec | null {
  const spec = useStudio((state) => state.run?.spec ?? null);
  const changes = useStudio((state) => state.run?.changes);
  return useMemo(() => (spec && changes ? currentSpecOf({ spec, changes }) : null), [spec, changes]);
}
