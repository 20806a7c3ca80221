import type { Explanation } from '@shared/lab/one-step/explain';
import { Card } from '../../../components/Card';
import { useWords } from '../../../words/use-words';
import classes from './OneStep.module.css';

/** The largest terms that are listed. */
const MOST = 14;

/** The sum that a number is. */
export function Terms({ name, explanation }: { readonly name: string; readonly explanation: Explanation }) {
  const { t, text, format } = useWords();
  const { formula, terms, zeros, value } = explanation;
  return (
    <Card title={t('step.terms')}>
      <p className={classes.formula}>{text(formula)}</p>
      <table className={classes.terms}>
        <thead>
          <tr>
            <th scope="col">{t('step.term')}</th>
            <th scope="col">{t('step.factors')}</th>
            <th scope="col">{t('step.product')}</th>
          </tr>
        </thead>
        <tbody>
          {terms.slice(0, MOST).map((term) => (
            <tr key={term.label}>
              <th scope="row">{term.label}</th>
              <td>{term.factors.map((factor) => format.value(factor)).join(' × ')}</td>
              <td>{format.value(term.value)}</td>
            </tr>
          ))}
          {terms.length > MOST && (
            <tr>
              <th scope="row" colSpan={2}>
                {t('step.more', { count: terms.length - MOST })}
              </th>
              <td>{format.value(terms.slice(MOST).reduce((sum, term) => sum + term.value, 0))}</td>
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {name}
            </th>
            <td data-testid="step-value">{format.value(value)}</td>
          </tr>
        </tfoot>
      </table>
      {zeros > 0 && <p className={classes.note}>{t('step.zeros', { count: zeros })}</p>}
    </Card>
  );
}
