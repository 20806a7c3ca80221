import { withTrainedNames } from '@shared/spec/examine-data';
import type { RunSpec } from '@shared/spec/run-spec';
import { useStudio } from '../../../state/studio-store';

/** Whether a run of this spec would go on from the imported parameters: its network is still theirs, whatever it is called. */
export function beginsWithImported(spec: RunSpec): boolean {
  const { imported } = useStudio.getState();
  const layersOf = ({ input, layers }: RunSpec['network']) => JSON.stringify([input, layers]);
  return imported !== null && layersOf(imported.spec.network) === layersOf(spec.network);
}

/** The spec by the names of the imported network, whose numbers stand for its classes. */
export function asImported(spec: RunSpec): RunSpec {
  const { imported, dataset } = useStudio.getState();
  if (!imported || dataset?.status !== 'ready') return spec;
  const { classes } = withTrainedNames(imported.spec, dataset).network;
  return { ...spec, network: { ...spec.network, classes } };
}
