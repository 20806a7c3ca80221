import { Menu, UnstyledButton } from '@mantine/core';
import type { DrawnSetState } from '@shared/contracts/drawn-sets';
import { DIGIT_SIDE } from '@shared/data/digits/normalise';
import { memo, useMemo, useRef, useState } from 'react';
import { Card } from '../../../components/Card';
import { PixelImage } from '../../../components/PixelImage';
import { attempt } from '../../../state/operations';
import { useWords } from '../../../words/use-words';
import { takeImage } from '../state/draw-store';
import { changeSet, imageOfSet } from '../state/set-store';
import classes from './Sets.module.css';

/** Of a class, shown at once: the newest. */
const SHOWN = 24;

/** The images of a set by their ids: the same object as long as the drawing is there, so that it is drawn once. */
function useImages(set: DrawnSetState): (index: number) => Uint8Array {
  const known = useRef<ReadonlyMap<string, Uint8Array>>(new Map());
  const images = useMemo(() => {
    const found = new Map(set.ids.map((id, index) => [id, known.current.get(id) ?? imageOfSet(set, index).slice()]));
    known.current = found;
    return found;
  }, [set]);
  return (index) => images.get(set.ids[index] ?? '') ?? imageOfSet(set, index);
}

/** Every drawing under its class: each can be moved to another, put on the sheet, or deleted. */
export function SetSamples({ set }: { set: DrawnSetState }) {
  const { t, text, format } = useWords();
  const imageOf = useImages(set);
  const places = set.classes.map((): number[] => []);
  set.labels.forEach((label, index) => {
    places[label]?.unshift(index);
  });
  const [damaged] = set.leftOut;
  return (
    <Card title={t('ownSet.samples')} aside={set.labels.length > 0 && format.count(set.labels.length)}>
      {set.labels.length === 0 && <p className={classes.empty}>{t('ownSet.samplesEmpty')}</p>}
      {damaged && (
        <p className={classes.damaged}>
          {t('ownSet.leftOut', { count: set.leftOut.length, place: damaged.place, reason: text(damaged.reason) })}
        </p>
      )}
      <div className={classes.groups} data-testid="set-samples">
        {places.map(
          (own, label) => own.length > 0 && <Group key={set.classes[label]} set={set} label={label} places={own} imageOf={imageOf} />,
        )}
      </div>
    </Card>
  );
}

interface GroupProps {
  readonly set: DrawnSetState;
  readonly label: number;
  /** Of its drawings in the set, the newest first. */
  readonly places: readonly number[];
  imageOf(index: number): Uint8Array;
}

function Group({ set, label, places, imageOf }: GroupProps) {
  const { t, format } = useWords();
  const [isWhole, setWhole] = useState(false);
  const name = set.classes[label] ?? '';
  const shown = isWhole ? places : places.slice(0, SHOWN);
  return (
    <section className={classes.group} aria-label={name}>
      <h3 className={classes.heading}>
        {name} <span className={classes.count}>{format.count(places.length)}</span>
      </h3>
      <ul className={classes.samples}>
        {shown.map((index, at) => (
          <li key={set.ids[index]}>
            <Sample
              id={set.ids[index] ?? ''}
              image={imageOf(index)}
              classNames={set.classes}
              label={label}
              name={t('ownSet.sample', { name, number: places.length - at })}
            />
          </li>
        ))}
      </ul>
      {!isWhole && places.length > SHOWN && (
        <UnstyledButton className={classes.more} onClick={() => setWhole(true)}>
          {t('ownSet.more', { count: places.length })}
        </UnstyledButton>
      )}
    </section>
  );
}

const sampleButtons = () => [...document.querySelectorAll<HTMLElement>('[data-sample]')];

interface SampleProps {
  readonly id: string;
  readonly image: Uint8Array;
  readonly classNames: readonly string[];
  readonly label: number;
  readonly name: string;
}

const Sample = memo(
  SampleOf,
  (a, b) => a.image === b.image && a.name === b.name && a.id === b.id && a.classNames.join('\n') === b.classNames.join('\n'),
);

function SampleOf({ id, image, classNames, label: own, name }: SampleProps) {
  const { t } = useWords();
  const change = (by: Parameters<typeof changeSet>[0]) =>
    void attempt('changeSet', async () => {
      const at = sampleButtons().findIndex(({ dataset }) => dataset.sample === id);
      await changeSet(by);
      // The one that had the focus is gone, or is another's now.
      const left = sampleButtons();
      left[Math.min(at, left.length - 1)]?.focus();
      return null;
    });
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <UnstyledButton aria-label={name} className={classes.sample} data-sample={id}>
          <PixelImage pixels={image} width={DIGIT_SIDE} size={36} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu ?? ''}>
        <Menu.Item onClick={() => takeImage(image, DIGIT_SIDE, 1)}>{t('ownSet.takeUp')}</Menu.Item>
        <Menu.Item onClick={() => change([{ kind: 'remove', id }])}>{t('ownSet.delete')}</Menu.Item>
        <Menu.Label>{t('ownSet.moveTo')}</Menu.Label>
        {classNames.map((other, label) => (
          <Menu.Item key={other} disabled={label === own} onClick={() => change([{ kind: 'move', id, label }])}>
            {other}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
