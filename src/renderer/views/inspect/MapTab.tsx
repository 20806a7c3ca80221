import { Button } from '@mantine/core';
import { elementAt } from '@shared/at';
import type { Embedding, SetPredictions } from '@shared/contracts/state';
import { csvText } from '@shared/csv-text';
import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Card } from '../../components/Card';
import { JobButton } from '../../controls/JobButton';
import { SaveMenu } from '../../controls/SaveMenu';
import { useWords } from '../../words/use-words';
import { FirstOnly } from './FirstOnly';
import classes from './MapTab.module.css';
import { classColours, drawMap, mapPlaces, type Point, within } from './map-picture';
import { picturePng } from './picture-png';
import { setFilter, useInspect } from './state/inspect-store';
import { computeEmbedding } from './state/inspection';
import { useFirst } from './use-predictions';

/** Where the last hidden layer sees 2,000 digits of the set: alike ones lie together. A lasso shows those within it. */
export function MapTab() {
  const { t, format } = useWords();
  const embedding = useInspect((state) => state.embedding);
  const first = useFirst();
  if (!first) return null;
  return (
    <Card
      title={t('inspect.map')}
      className={classes.card ?? ''}
      aside={embedding && <MapTools embedding={embedding} predictions={first} />}
    >
      <FirstOnly said="inspect.firstOnly" />
      {!embedding && (
        <>
          <p className={classes.note}>{t('inspect.mapText')}</p>
          <JobButton job="embedding" onStart={computeEmbedding}>
            {t('inspect.mapStart')}
          </JobButton>
        </>
      )}
      {embedding && (
        <>
          <LassoMap embedding={embedding} predictions={first} />
          <p className={classes.note}>{t('inspect.mapNote', { images: format.count(embedding.images.length) })}</p>
        </>
      )}
    </Card>
  );
}

function MapTools({ embedding, predictions }: { embedding: Embedding; predictions: SetPredictions }) {
  const { t } = useWords();
  const mistakes = Array.from(embedding.images).filter((image) => predictions.labels[image] !== predictions.predicted[image]);
  const csv = () =>
    [
      'position,true,predicted,x,y',
      ...Array.from(embedding.images, (image, index) =>
        [
          predictions.positions[image],
          csvText(predictions.classes[predictions.labels[image] ?? -1] ?? ''),
          csvText(predictions.classes[predictions.predicted[image] ?? -1] ?? ''),
          embedding.x[index],
          embedding.y[index],
        ].join(','),
      ),
      '',
    ].join('\n');
  const side = 900;
  const png = () =>
    picturePng(side, side, (context) =>
      drawMap(context, mapPlaces(embedding, side, side), embedding, predictions, classColours(predictions.classes.length)),
    );
  return (
    <div className={classes.tools}>
      <Button
        size="compact-xs"
        variant="default"
        disabled={mistakes.length === 0}
        onClick={() => setFilter({ group: 'all', label: null, predicted: null, chosen: new Set(mistakes) })}
      >
        {t('inspect.mapMistakes', { count: mistakes.length })}
      </Button>
      <SaveMenu name={t('inspect.map')} contents={{ png, csv }} />
    </div>
  );
}

function LassoMap({ embedding, predictions }: { embedding: Embedding; predictions: SetPredictions }) {
  const { t } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [{ width, height }, setSize] = useState({ width: 0, height: 0 });
  const [lasso, setLasso] = useState<readonly Point[]>([]);
  const places = useMemo(() => mapPlaces(embedding, width, height), [embedding, width, height]);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || width === 0) return;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.font = `11px ${getComputedStyle(document.body).fontFamily}`;
    drawMap(context, places, embedding, predictions, classColours(predictions.classes.length));
  }, [places, embedding, predictions, width, height]);

  const pointOf = (event: PointerEvent<HTMLElement>): Point => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const finish = () => {
    const chosen = places.flatMap((place, index) => (within(place, lasso) ? [elementAt(embedding.images, index)] : []));
    setLasso([]);
    if (chosen.length > 0) setFilter({ group: 'all', label: null, predicted: null, chosen: new Set(chosen) });
  };
  return (
    <div
      ref={frame}
      className={classes.map}
      data-testid="map"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setLasso([pointOf(event)]);
      }}
      onPointerMove={(event) => lasso.length > 0 && setLasso([...lasso, pointOf(event)])}
      onPointerUp={finish}
      onPointerCancel={() => setLasso([])}
    >
      <canvas
        ref={canvas}
        width={width * devicePixelRatio}
        height={height * devicePixelRatio}
        style={{ width, height }}
        role="img"
        aria-label={t('inspect.mapLabel')}
      />
      {lasso.length > 1 && (
        <svg className={classes.lasso} aria-hidden>
          <polygon points={lasso.map(({ x, y }) => `${x},${y}`).join(' ')} />
        </svg>
      )}
    </div>
  );
}
