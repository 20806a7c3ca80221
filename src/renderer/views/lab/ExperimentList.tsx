import { experiments } from '@shared/lab/experiments';
import { useWords } from '../../words/use-words';
import classes from './LabPanel.module.css';
import { claimOf, showExperiment, useLab } from './state/lab-store';
import { Verdict } from './Verdict';

/** All experiments, and what each has come to. */
export function ExperimentList() {
  const { t, text } = useWords();
  const store = useLab();
  return (
    <nav className={classes.list} aria-label={t('lab.experiments')}>
      {experiments.map((experiment) => {
        const { name, label, source } = experiment;
        const claim = claimOf(store, experiment);
        return (
          <button
            key={name}
            type="button"
            className={classes.entry}
            aria-current={name === store.shown ? 'true' : undefined}
            onClick={() => showExperiment(name)}
          >
            <span>{text(label)}</span>
            <small>{text(source)}</small>
            {claim && <Verdict holds={claim.holds} />}
          </button>
        );
      })}
    </nav>
  );
}
