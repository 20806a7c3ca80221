import { Button } from '@mantine/core';
import { isActive } from '@shared/contracts/run';
import { assertChangeable } from '@shared/spec/changes';
import type { Fix } from '@shared/spec/problem';
import { hintsOf } from '@shared/training/hints';
import { isSettled } from '@shared/training/hints/hint';
import { IconBulb, IconCircleCheck } from '@tabler/icons-react';
import { smoothed } from '../../charts/series';
import { Card } from '../../components/Card';
import { request } from '../../state/bridge';
import { attempt } from '../../state/operations';
import { useStudio } from '../../state/studio-store';
import { useWords } from '../../words/use-words';
import { edit, useDesign } from '../design/state/design-store';
import classes from './Hints.module.css';
import { useRunSpec } from './use-run';

/** What the run shows that is worth knowing, in words, with what could be done at once. */
export function Hints() {
  const { t, text } = useWords();
  const run = useStudio((state) => state.run);
  const metrics = useStudio((state) => state.metrics);
  const insight = useStudio((state) => (state.insight && state.insight.run === state.run?.id ? state.insight.insight : null));
  const spec = useRunSpec();
  const design = useDesign((state) => state.design.spec);
  if (!run || !spec || !insight) return null;
  const { iteration, iterations, validations, status } = run;
  const view = {
    spec,
    iteration,
    iterations,
    validations,
    insight,
    losses: smoothed(metrics.losses),
    accuracies: smoothed(metrics.accuracies),
  };
  const hints = hintsOf(view);
  const active = isActive(status);
  const sameDesign = design.optimizer.type === spec.optimizer.type && JSON.stringify(design.network) === JSON.stringify(spec.network);
  // In a run that trains the change is made at once; else the design takes it for the next one.
  const apply = (fix: Fix) => {
    void attempt('applyHint', async () => {
      if (!active) {
        edit(fix.apply);
        return { kind: 'success', text: ({ t: say }) => say('notice.designChanged') };
      }
      const changed = fix.apply(spec);
      assertChangeable(spec, changed);
      await request('changeTraining', { spec: changed });
      return null;
    });
  };
  return (
    <Card title={t('hints.title')}>
      {hints.length === 0 && (
        <p className={classes.healthy}>
          <IconCircleCheck size={16} aria-hidden /> {t(isSettled(view) ? 'hints.healthy' : 'hints.early')}
        </p>
      )}
      {hints.map((hint) => (
        <div key={hint.text.template} className={classes.hint}>
          <IconBulb size={16} aria-hidden />
          <div>
            <p>{text(hint.text)}</p>
            {(active || sameDesign) &&
              hint.fixes.map((fix) => (
                <Button key={fix.label.template} size="compact-xs" variant="default" onClick={() => apply(fix)}>
                  {text(fix.label)}
                </Button>
              ))}
          </div>
        </div>
      ))}
    </Card>
  );
}
