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
  const autosave = useAutosave();
  const lastEvent = useRunText();
  return (
    <footer className={classes.bar}>
      <span>{t('footer.threads', { count: threads })}</span>
      {rate !== null && <span>{t('footer.imagesPerSecond', { rate: format.rate(rate) })}</span>}
      {engine && <span title={text(engine.reason)}>{t('footer.engine', { name: engine.name })}</span>}
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
  useEffect(() => {
    // Without an answer there is nothing to show.
    request('engine').then(setEngine, () => undefined);
  }, []);
  return engine;
}
