import type { RunLabel } from '@shared/spec/run-label';
import { Card } from '../../components/Card';
import { RunLabelForm } from '../../components/RunLabelForm';
import { ActionButton } from '../../controls/ActionButton';
import { request } from '../../state/bridge';
import { attempt } from '../../state/operations';
import { useStudio } from '../../state/studio-store';
import { useWords } from '../../words/use-words';
import { useTags } from '../runs/state/runs-store';
import { designFromRun } from './actions';

/** By its folder, for another run may be at hand by then; a run that has just begun has none. */
const save = (folder: string | null, label: RunLabel) =>
  void attempt(
    `labelRun:${folder}`,
    async () => void (await (folder ? request('labelRunOf', { folder, label }) : request('labelRun', { label }))),
  );

/** The label of the run at hand, kept with it, and its way back into the design. */
export function RunNotes() {
  const { t } = useWords();
  const label = useStudio((state) => state.run?.label ?? null);
  const design = useStudio((state) => state.run?.spec.name ?? '');
  const tags = useTags();
  const id = useStudio((state) => state.run?.id);
  const folder = useStudio((state) => state.run?.folder ?? null);
  if (!label) return null;
  return (
    <Card title={t('notes.title')}>
      <RunLabelForm key={id} label={label} design={design} tags={tags} onSave={(next) => save(folder, next)} />
      <ActionButton action={designFromRun} size="xs" variant="default" />
    </Card>
  );
}
