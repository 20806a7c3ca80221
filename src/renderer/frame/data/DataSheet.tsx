import { TextInput } from '@mantine/core';
import type { DataPreview } from '@shared/contracts/state';
import { recipes } from '@shared/data/recipe';
import { renameData, useData } from '../../state/data-store';
import { useWords } from '../../words/use-words';
import { ClassRows } from './ClassRows';
import classes from './DataDialog.module.css';
import { LeftOut } from './LeftOut';
import { ReadingOptions } from './ReadingOptions';

const partNames = ['training', 'validation', 'test'] as const;

/** Source and reason, how it is read, its parts, its classes with samples, and what may be wrong. */
export function DataSheet({ preview }: { preview: DataPreview }) {
  const { t, text, format } = useWords();
  const name = useData((state) => state.name);
  const [height, width, channels] = preview.shape;
  const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);
  const parts = [
    ...partNames.map((part) => ({ part, images: sum(preview.parts[part]) })),
    { part: 'unlabelled' as const, images: preview.unlabelled },
  ];
  return (
    <div className={classes.sheet} data-testid="data-sheet">
      <div className={classes.head}>
        <TextInput size="xs" label={t('data.name')} value={name} onChange={(event) => renameData(event.currentTarget.value)} />
        <p className={classes.reason}>
          <strong>{text(preview.source)}</strong> {text(preview.reason)}
        </p>
      </div>
      <ReadingOptions preview={preview} />
      <dl className={classes.facts}>
        {parts
          .filter(({ images }) => images > 0)
          .map(({ part, images }) => (
            <div key={part} data-testid={`part-${part}`}>
              <dt>{t(`data.part.${part}`)}</dt>
              <dd>{format.count(images)}</dd>
            </div>
          ))}
        <div>
          <dt>{t('data.parts')}</dt>
          <dd>{t('data.shape', { height, width, colour: t(channels === 3 ? 'data.colour' : 'data.grey') })}</dd>
        </div>
        <div>
          <dt>{t('data.recipe')}</dt>
          <dd>{text(recipes[preview.recipe].label)}</dd>
        </div>
      </dl>
      {preview.isPutAside && <p className={classes.note}>{t('data.putAside', { share: format.coarsePercent(preview.options.share) })}</p>}
      {preview.warnings.length > 0 && (
        <section aria-label={t('data.warnings')}>
          <h3 className={classes.heading}>{t('data.warnings')}</h3>
          <ul className={classes.warnings} data-testid="data-warnings">
            {preview.warnings.map((warning) => (
              <li key={text(warning)}>{text(warning)}</li>
            ))}
          </ul>
        </section>
      )}
      <LeftOut preview={preview} />
      <ClassRows preview={preview} />
    </div>
  );
}
