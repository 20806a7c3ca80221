import { CloseButton, UnstyledButton } from '@mantine/core';
import { byteAt } from '@shared/at';
import { DIGIT_SIDE } from '@shared/data/digits/normalise';
import { Card } from '../../components/Card';
import { DigitImage } from '../../components/DigitImage';
import { ActionIconButton } from '../../controls/ActionButton';
import { attempt } from '../../state/operations';
import { useWords } from '../../words/use-words';
import { exportDrawings } from './actions';
import classes from './KeptDrawings.module.css';
import { takeDigit } from './state/draw-store';
import { deleteDrawings, useDrawings } from './state/drawings-store';

const SIZE = DIGIT_SIDE * DIGIT_SIDE;

/** "My digits", newest first: each can be taken up again or deleted. */
export function KeptDrawings() {
  const { t, format } = useWords();
  const { count, labels, pixels } = useDrawings();
  const newestFirst = Array.from({ length: count }, (_, index) => count - 1 - index);
  return (
    <Card
      title={t('draw.kept')}
      aside={
        <span className={classes.aside}>
          {count > 0 && format.count(count)} <ActionIconButton action={exportDrawings} size="sm" />
        </span>
      }
    >
      {count === 0 && <p className={classes.empty}>{t('draw.keptEmpty')}</p>}
      <ul className={classes.list}>
        {newestFirst.map((index) => {
          const label = byteAt(labels, index);
          const digit = pixels.subarray(index * SIZE, (index + 1) * SIZE);
          return (
            <li key={index} className={classes.item}>
              <UnstyledButton aria-label={t('draw.takeUp', { label, number: index + 1 })} onClick={() => takeDigit(digit, DIGIT_SIDE)}>
                <DigitImage pixels={digit} width={DIGIT_SIDE} size={40} />
              </UnstyledButton>
              <span className={classes.label}>{label}</span>
              <CloseButton
                size="xs"
                className={classes.remove ?? ''}
                aria-label={t('draw.delete', { label, number: index + 1 })}
                onClick={() => void attempt('deleteDrawing', async () => void (await deleteDrawings([index])))}
              />
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
