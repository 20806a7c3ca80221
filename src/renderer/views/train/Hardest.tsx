import { Card } from '../../components/Card';
import { DigitImage } from '../../components/DigitImage';
import { useStudio } from '../../state/studio-store';
import { useWords } from '../../words/use-words';
import classes from './Hardest.module.css';

const SIDE = 56;

/** The digits with the highest loss: true → predicted class. */
export function Hardest() {
  const { t, format } = useWords();
  const hardest = useStudio(({ insight, run }) => (insight && insight.run === run?.id ? insight.hardest : null));
  if (!hardest) return null;
  return (
    <Card
      title={t('hardest.title')}
      aside={t('hardest.of', {
        images: format.count(hardest.images),
        set: t(`set.${hardest.set}`),
        iteration: format.count(hardest.iteration),
      })}
    >
      <ul className={classes.digits}>
        {hardest.digits.map(({ image, label, predicted, loss, width, pixels }) => (
          <li key={image} title={t('hardest.loss', { loss: format.loss(loss), number: format.count(image) })}>
            <DigitImage
              pixels={pixels}
              width={width}
              size={SIDE}
              label={t('hardest.digit', { label, predicted, loss: format.loss(loss) })}
            />
            <span aria-hidden>
              {label} → <strong data-wrong={label !== predicted || undefined}>{predicted}</strong>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
