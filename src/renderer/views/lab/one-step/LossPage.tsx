import { floatAt } from '@shared/at';
import type { SteppedNetwork } from '@shared/lab/one-step/step';
import { Card } from '../../../components/Card';
import { useWords } from '../../../words/use-words';
import classes from './OneStep.module.css';

/** From the scores to the loss, and the gradient that goes back: (probability − target)/images. */
export function LossPage({ step, image }: { readonly step: SteppedNetwork; readonly image: number }) {
  const { t, format } = useWords();
  const { probabilities, labels, losses, layers, spec } = step;
  const { classes: names } = spec.network;
  const scores = layers.at(-1)?.outputGradient ?? new Float32Array();
  const smoothing = Number(spec.training.loss.smoothing ?? 0);
  const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  return (
    <Card title={t('step.probabilities')}>
      <p className={classes.formula}>L = −Σ t·log p, dLoss/dscore = (p − t)/{labels.length}</p>
      <table className={classes.terms}>
        <thead>
          <tr>
            <th scope="col">{t('step.class')}</th>
            <th scope="col">{t('step.probability')}</th>
            <th scope="col">{t('step.target')}</th>
            <th scope="col">{t('step.scoreGradient')}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name, index) => {
            const at = image * names.length + index;
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{format.value(floatAt(probabilities, at))}</td>
                <td>{format.value((labels[image] === index ? 1 - smoothing : 0) + smoothing / names.length)}</td>
                <td>{format.value(floatAt(scores, at))}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={classes.note}>
        {t('step.lossOf', { number: image + 1, loss: format.value(floatAt(losses, image)), mean: format.value(mean) })}
      </p>
    </Card>
  );
}
