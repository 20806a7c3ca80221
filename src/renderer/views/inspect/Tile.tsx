import { elementAt } from '@shared/at';
import { memo } from 'react';
import { PixelImage } from '../../components/PixelImage';
import { useWords } from '../../words/use-words';
import classes from './Gallery.module.css';
import { likeliest } from './shown-images';
import { openDigit, useInspect } from './state/inspect-store';
import { useDigit } from './use-digit';
import { useFirst } from './use-predictions';

interface TileProps {
  /** Its place in the set, and among those that are shown. */
  readonly image: number;
  readonly place: number;
  readonly count: number;
  readonly current: boolean;
  readonly onFocus: (place: number) => void;
}

/** One image: true → predicted class, and the three most probable. */
export const Tile = memo(function Tile({ image, place, count, current, onFocus }: TileProps) {
  const { t, format } = useWords();
  const predictions = useFirst();
  const pixels = useDigit(image);
  const doubtful = useInspect((state) => state.doubtful.has(predictions?.positions[image] ?? -1));
  if (!predictions) return null;
  const [label = 0, predicted = 0] = [predictions.labels[image], predictions.predicted[image]];
  const named = (each: number) => predictions.classes[each] ?? '';
  const top = likeliest(predictions, image, 3);
  const share = format.wholePercent(elementAt(top, 0).share);
  // Longer names have the line for themselves.
  const isShort = named(label).length + named(predicted).length <= 6;
  const position = elementAt(predictions.positions, image);
  return (
    <div
      role="option"
      aria-selected={current}
      aria-posinset={place + 1}
      aria-setsize={count}
      aria-label={t('inspect.tile', {
        label: named(label),
        predicted: named(predicted),
        share,
        position,
      })}
      title={t('inspect.number', { position })}
      className={classes.tile}
      data-place={place}
      data-image={image}
      tabIndex={current ? 0 : -1}
      onFocus={() => onFocus(place)}
      onClick={() => openDigit(image)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        event.stopPropagation();
        openDigit(image);
      }}
    >
      <PixelImage pixels={pixels} width={predictions.width} channels={predictions.channels} size={84} />
      <span className={classes.caption}>
        <span className={classes.names} title={`${named(label)} → ${named(predicted)}`}>
          <span>{named(label)}</span> → <strong data-wrong={label !== predicted || undefined}>{named(predicted)}</strong>
        </span>
        {doubtful && <span title={t('inspect.doubtful')}>?</span>}
        {isShort && <span className={classes.share}>{share}</span>}
      </span>
      <span className={classes.others}>
        {[...(isShort ? [] : [share]), ...top.slice(1).map((each) => `${named(each.digit)}: ${format.wholePercent(each.share)}`)].join(
          '  ',
        )}
      </span>
    </div>
  );
});
