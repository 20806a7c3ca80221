import { Card } from '../../components/Card';
import { JobButton } from '../../controls/JobButton';
import { SaveMenu } from '../../controls/SaveMenu';
import { useWords } from '../../words/use-words';
import classes from './Classes.module.css';
import { FirstOnly } from './FirstOnly';
import { useInspect } from './state/inspect-store';
import { measureRobustness } from './state/inspection';

/** How the network takes what drawings do and test digits do not, with and without the normalisation. */
export function RobustnessTab() {
  const { t, text, format } = useWords();
  const found = useInspect((state) => state.robustness);
  // There is none where images are no ink.
  const hasNormalised = found?.rows.some(({ normalised }) => normalised !== null) ?? false;
  const csv = () =>
    [
      'distortion,naive,normalised',
      ...(found?.rows ?? []).map(({ id, naive, normalised }) => [id, naive, normalised ?? ''].join(',')),
      '',
    ].join('\n');
  return (
    <Card title={t('inspect.robustness')} aside={found && <SaveMenu name={t('inspect.robustness')} contents={{ csv }} />}>
      <p className={classes.note}>
        {t('inspect.robustnessText')} {hasNormalised && t('inspect.robustnessNormalised')}
      </p>
      <FirstOnly said="inspect.firstOnly" />
      {!found && (
        <JobButton job="robustness" onStart={measureRobustness}>
          {t('inspect.robustnessStart')}
        </JobButton>
      )}
      {found && (
        <table className={classes.table} data-testid="robustness">
          <thead>
            <tr>
              <th scope="col">{t('inspect.robustnessHeads.distortion', { images: format.count(found.images) })}</th>
              <th scope="col">{t('inspect.robustnessHeads.naive')}</th>
              {hasNormalised && <th scope="col">{t('inspect.robustnessHeads.normalised')}</th>}
            </tr>
          </thead>
          <tbody>
            {found.rows.map(({ id, label, naive, normalised }) => (
              <tr key={id}>
                <th scope="row">{text(label)}</th>
                <td>{format.percent(naive)}</td>
                {hasNormalised && <td>{normalised === null ? '–' : format.percent(normalised)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
