import { isActive } from '@shared/contracts/run';
import type { EngineState } from '@shared/contracts/state';
import { useEffect, useState } from 'react';
import { useRunText } from '../controls/use-run-text';
import { request } from '../state/bridge';
import { useStudio } from '../state/studio-store';
import { useAutosave } from '../views/design/state/autosave';
import { useWords } from '../words/use-words';
import classes from './Footer.module.css';

export function Footer() {
  const { t, text, format } = useWords();
  const threads = useStudio(({ run, usualThreads }) =>
    run && isActive(run.status) && run.status.phase !== 'starting' ? run.threads : usualThreads,
  );
  const rate = useStudio(({ run }) => (run?.status.phase === 'running' ? run.imagesPerSecond : null));
  const memory = useStudio((state) => state.memory);
  const engine = useEngine();
  // What trains has found out for itself.
  const training = useStudio(({ run }) => (run && isActive(run.status) ? run.machine?.engine : undefined));
  const engineName = training ?? engine?.name;
  const autosave = useAutosave();
  const lastEvent = useRunText();
  return (
    <footer className={classes.bar}>
      <span>{t('footer.threads', { count: threads })}</span>
      {rate !== null && <span>{t('footer.imagesPerSecond', { rate: format.rate(rate) })}</span>}
      {engineName && (
        <span title={engine?.name === engineName ? text(engine.reason) : undefined}>{t('footer.engine', { name: engineName })}</span>
      )}
      {memory !== null && (
        <span title={t('footer.memoryHelp')}>{t('footer.memory', { megabytes: format.count(Math.round(memory / 2 ** 20)) })}</span>
      )}
      <span className={classes.event}>{lastEvent}</span>
      {autosave.failed && <span className={classes.failed}>{t('footer.autosaveFailed')}</span>}
      {!autosave.failed && autosave.at && <span>{t('footer.autosaved', { time: format.time(autosave.at) })}</span>}
    </footer>
  );
}

/** What this machine computes with; null until that is known. */
function useEngine(): EngineState | null {
  const [engine, setEngine] = useState<EngineState | null>(null);
  const run = useStudio((state) => state.run?.id);
  const known = engine !== null;
  // Without an answer there is nothing to show; another run is a reason to ask again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: run is that reason
  useEffect(() => {
    if (!known) request('engine').then(setEngine, () => undefined);
  }, [known, run]);
  return engine;
}
