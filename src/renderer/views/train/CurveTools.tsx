import { SegmentedControl } from '@mantine/core';
import { memo } from 'react';
import type { Scale } from '../../charts/series';
import { chartContents, SaveMenu } from '../../controls/SaveMenu';
import { useStudio } from '../../state/studio-store';
import { useWords } from '../../words/use-words';
import classes from './Curves.module.css';
import { CurveTable } from './CurveTable';
import { curvesCsv } from './curves-csv';

interface CurveToolsProps {
  readonly scale: Scale;
  readonly onScale: (scale: Scale) => void;
}

/** Above the curves: what their marks stand for, the scale of the loss, and ways to take them away. */
export const CurveTools = memo(function CurveTools({ scale, onScale }: CurveToolsProps) {
  const { t } = useWords();
  const hasValidation = useStudio((state) => (state.run?.validations.length ?? 0) > 0);
  const hasAverage = useStudio((state) => state.run?.validations.some(({ averaged }) => averaged) ?? false);
  const name = useStudio((state) => state.run?.label.name || state.run?.spec.name || '');
  return (
    <div className={classes.tools}>
      <Legend
        marks={['smooth', 'raw', ...(hasValidation ? (['validation'] as const) : []), ...(hasAverage ? (['average'] as const) : [])]}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('train.scale')}
        data={(['linear', 'log'] as const).map((value) => ({ value, label: t(`train.${value}`) }))}
        value={scale}
        onChange={(value) => onScale(value as Scale)}
      />
      <CurveTable />
      <SaveMenu name={name} contents={chartContents(pictures, csv)} />
    </div>
  );
});

/** The curves as they are drawn, each under what it shows. */
const pictures = () =>
  [...document.querySelectorAll<SVGSVGElement>('[data-curves] figure svg.recharts-surface')].map((svg) => ({
    svg,
    title: svg.closest('figure')?.getAttribute('aria-label') ?? '',
  }));

function csv(): string {
  const { metrics, run } = useStudio.getState();
  return curvesCsv(metrics, run?.validations ?? []);
}

/** The marks differ in shape, not in colour alone. */
function Legend({ marks }: { marks: readonly ('smooth' | 'raw' | 'validation' | 'average')[] }) {
  const { t } = useWords();
  return (
    <ul className={classes.legend}>
      {marks.map((mark) => (
        <li key={mark}>
          <span className={classes.mark} data-mark={mark} aria-hidden />
          {t(`train.${mark}`)}
        </li>
      ))}
      <li className={classes.hint}>{t('train.zoomHint')}</li>
    </ul>
  );
}
