import type { NeighbourDigit } from '@shared/contracts/state';
import { useEffect, useState } from 'react';
import { Card } from '../../components/Card';
import { PixelImage } from '../../components/PixelImage';
import { JobButton } from '../../controls/JobButton';
import { useWords } from '../../words/use-words';
import classes from './NeighboursCard.module.css';
import { findNeighbours, useNeighbours } from './state/inspection';
import { useFirst } from './use-predictions';

/** The training digits that the last hidden layer finds most alike. Looking through all of them takes a while once for each network. */
export function NeighboursCard({ pixels }: { pixels: Uint8Array }) {
  const { t, format } = useWords();
  const names = useFirst()?.classes ?? [];
  const wanted = useNeighbours((state) => state.wanted);
  const [found, setFound] = useState<readonly NeighbourDigit[] | null>(null);
  useEffect(() => {
    if (!wanted || pixels.length === 0) return;
    let current = true;
    void findNeighbours(pixels).then((neighbours) => current && setFound(neighbours));
    return () => {
      current = false;
    };
  }, [pixels, wanted]);
  return (
    <Card title={t('inspect.neighbours')} aside={t('inspect.neighboursNote')}>
      {!found && (
        <JobButton job="neighbours" onStart={() => useNeighbours.setState({ wanted: true })}>
          {t('inspect.neighboursStart')}
        </JobButton>
      )}
      {found && (
        <ul className={classes.list} data-testid="neighbours">
          {found.map(({ position, label, distance, width, channels, pixels: image }) => (
            <li key={position} title={t('inspect.number', { position })}>
              <PixelImage
                pixels={image}
                width={width}
                channels={channels}
                size={72}
                label={t('inspect.neighbour', { label: names[label] ?? '', distance: format.short(distance) })}
              />
              <span aria-hidden>
                {names[label]} · {format.short(distance)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
