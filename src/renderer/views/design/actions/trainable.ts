import type { Enabled } from '../../../actions/action';
import { firstComplaint } from '../../../form/entries-store';
import type { Context } from '../../../state/context';
import { drawingCount } from '../../draw/state/drawings-store';
import { examinationOf } from '../state/examination';
import { problemText } from '../state/problem-text';

/** Whether the design can be trained on the images in use; what is in the way where it cannot. */
export function trainable({ studio: { dataset }, design: { design }, drawings, entries }: Context): Enabled {
  const complaint = firstComplaint(entries);
  if (complaint) return () => complaint;
  if (dataset?.status === 'failed') return 'reason.datasetFailed';
  if (dataset?.status !== 'ready') return 'reason.datasetChecking';
  const [problem] = examinationOf(design.spec, dataset, drawingCount(dataset, drawings)).problems;
  return problem ? (words) => problemText(problem, design.spec, words) : true;
}
