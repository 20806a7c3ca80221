import { Button } from '@mantine/core';
import { IconChartLine, IconList, IconZoomReset } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { CurveChart } from '../../charts/CurveChart';
import { CursorProvider, createCursor, useCursor, useCursorStore } from '../../charts/cursor';
import type { Scale } from '../../charts/series';
import { Card } from '../../components/Card';
import { EmptyState } from '../../components/EmptyState';
import { ActionButton } from '../../controls/ActionButton';
import { useCatalogue } from '../../state/catalogue-store';
import { useStudio } from '../../state/studio-store';
import { useView } from '../../state/view-store';
import { useWords } from '../../words/use-words';
import { train } from './actions';
import classes from './Curves.module.css';
import { CurveTools } from './CurveTools';
import { useCurves } from './curve-data';
import { Readout } from './Readout';

/** Loss, accuracy and learning rate of the run, over its iterations. */
export function Curves() {
  const { t } = useWords();
  const [scale, setScale] = useState<Scale>('linear');
  const run = useStudio((state) => state.run?.id ?? null);
  const hasRuns = useCatalogue(({ runs }) => (runs?.length ?? 0) > 0);
  if (run === null) {
    return (
      <Card title={t('train.curves')} className={classes.card ?? ''}>
        <EmptyState Icon={IconChartLine} title={t('train.emptyTitle')} text={t('train.emptyText')}>
          <Button.Group>
            <ActionButton action={train} />
            {hasRuns && (
              <Button variant="default" leftSection={<IconList size={16} aria-hidden />} onClick={() => useView.getState().show('runs')}>
                {t('train.toRuns')}
              </Button>
            )}
          </Button.Group>
        </EmptyState>
      </Card>
    );
  }
  return (
    <CursorScope key={run}>
      <div className={classes.card} data-curves>
        <Card title={t('train.curves')} aside={<CurveTools scale={scale} onScale={setScale} />} className={classes.card ?? ''}>
          <ZoomNotice />
          <EveryNth />
          <DrawnCurves scale={scale} />
        </Card>
      </div>
    </CursorScope>
  );
}

/** The charts of one run are read and zoomed together. */
function CursorScope({ children }: { children: ReactNode }) {
  const [cursor] = useState(createCursor);
  return <CursorProvider value={cursor}>{children}</CursorProvider>;
}

function DrawnCurves({ scale }: { scale: Scale }) {
  const words = useWords();
  const { t, format } = words;
  const curves = useCurves(words);
  if (!curves) return null;
  const { losses, accuracies, rates } = curves;
  const common = { formatIteration: format.count };
  return (
    <>
      <Heading name={t('train.loss')} unit={t('train.lossUnit')}>
        <Readout data={losses} format={format.loss} />
      </Heading>
      <CurveChart
        {...common}
        label={t('train.lossChart')}
        data={losses}
        scale={scale}
        limits={unbounded}
        namesMarks
        formatTick={format.value}
      />
      <Heading name={t('train.accuracy')}>
        <Readout data={accuracies} format={format.percent} />
      </Heading>
      <CurveChart
        {...common}
        label={t('train.accuracyChart')}
        data={accuracies}
        scale="linear"
        limits={share}
        formatTick={format.finePercent}
      />
      <Heading name={t('train.learningRate')}>
        <Readout data={rates} format={format.short} plain />
      </Heading>
      <CurveChart
        {...common}
        label={t('train.rateChart')}
        data={rates}
        scale="linear"
        limits={unbounded}
        plain
        height={72}
        formatTick={format.value}
      />
    </>
  );
}

const unbounded = [0, Number.POSITIVE_INFINITY] as const;
const share = [0, 1] as const;

function Heading({ name, unit, children }: { name: string; unit?: string; children: ReactNode }) {
  return (
    <div className={classes.heading}>
      <h3 className={classes.name}>
        {name} {unit && <small>{unit}</small>}
      </h3>
      {children}
    </div>
  );
}

/** Of a very long run not every iteration is held to be drawn. */
function EveryNth() {
  const { t, format } = useWords();
  const every = useStudio((state) => state.metrics.every);
  return every > 1 ? <div className={classes.zoom}>{t('runs.everyNth', { every: format.count(every) })}</div> : null;
}

/** Says that not all of the run is shown, and shows it again. */
function ZoomNotice() {
  const { t, format } = useWords();
  const zoom = useCursor((state) => state.zoom);
  const end = useStudio((state) => state.run?.iterations ?? 0);
  const cursor = useCursorStore();
  if (!zoom) return null;
  return (
    <div className={classes.zoom} role="status">
      <span>{t('train.zoomed', { from: format.count(zoom[0]), to: format.count(zoom[1]), end: format.count(end) })}</span>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconZoomReset size={14} aria-hidden />}
        onClick={() => cursor.setState({ zoom: null })}
      >
        {t('train.showAll')}
      </Button>
    </div>
  );
}
