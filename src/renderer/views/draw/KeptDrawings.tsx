import { CloseButton, UnstyledButton } from '@mantine/core';
import { byteAt } from '@shared/at';
import { useEffect } from 'react';
import { Card } from '../../components/Card';
import { PixelImage } from '../../components/PixelImage';
import { ActionIconButton } from '../../controls/ActionButton';
import { attempt } from '../../state/operations';
import { useWords } from '../../words/use-words';
import { exportDrawings } from './actions';
import classes from './KeptDrawings.module.css';
import { takeImage } from './state/draw-store';
import { deleteDrawings, ensureDrawings, setKey, useDrawings } from './state/drawings-store';
import { useFirstForm } from './use-predicting-models';

/** Until they are known. */
const nothing = { count: 0, labels: new Uint8Array(), pixels: new Uint8Array() };

/** What was kept of these classes, newest first: each can be taken up again or deleted. */
export function KeptDrawings() {
  const { t, format } = useWords();
  const form = useFirstForm();
  const set = { classes: form.classes, shape: form.input };
  const key = setKey(set);
  const { count, labels, pixels } = useDrawings(({ sets }) => sets[key]) ?? nothing;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is the set
  useEffect(() => void attempt('listDrawings', async () => void (await ensureDrawings(set))), [key]);
  const [, width, channels] = form.input;
  const size = form.input.reduce((product, side) => product * side, 1);
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
          const label = form.classes[byteAt(labels, index)] ?? '';
          const image = pixels.subarray(index * size, (index + 1) * size);
          return (
            <li key={index} className={classes.item}>
              <UnstyledButton aria-label={t('draw.takeUp', { label, number: index + 1 })} onClick={() => takeImage(image, width, channels)}>
                <PixelImage pixels={image} width={width} channels={channels} size={40} />
              </UnstyledButton>
              <span className={classes.label} title={label}>
                {label}
              </span>
              <CloseButton
                size="xs"
                className={classes.remove ?? ''}
                aria-label={t('draw.delete', { label, number: index + 1 })}
                onClick={() => void attempt('deleteDrawing', async () => void (await deleteDrawings(set, [index])))}
              />
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
