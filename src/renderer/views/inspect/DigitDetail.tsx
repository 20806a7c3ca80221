import { Button, Checkbox } from '@mantine/core';
import { elementAt, floatAt } from '@shared/at';
import type { ExaminedDigit } from '@shared/contracts/state';
import { KasaneError } from '@shared/kasane-error';
import { IconArrowLeft, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Card } from '../../components/Card';
import { PixelImage } from '../../components/PixelImage';
import { ProbabilityBars } from '../../components/ProbabilityBars';
import { SaliencyImage } from '../../components/SaliencyImage';
import { request } from '../../state/bridge';
import { useUnlikeness } from '../../state/use-unlikeness';
import { useView } from '../../state/view-store';
import { useWords } from '../../words/use-words';
import { takeImage } from '../draw/state/draw-store';
import classes from './DigitDetail.module.css';
import { FeatureMapsCard } from './FeatureMapsCard';
import { FirstOnly } from './FirstOnly';
import { NeighboursCard } from './NeighboursCard';
import { probabilitiesOf } from './shown-images';
import { openDigit, useInspect } from './state/inspect-store';
import { firstModel, orAnew, shownVersions, toggleDoubt } from './state/inspection';
import { useDigit } from './use-digit';
import { useFirst, useSecond, useShownImages } from './use-predictions';

/** One digit and what the network makes of it. */
export function DigitDetail({ image }: { image: number }) {
  const { t, format } = useWords();
  const first = useFirst();
  const second = useSecond();
  const pixels = useDigit(image);
  const shown = useShownImages();
  const { examined, trouble } = useExamination(pixels, first?.predicted[image] ?? null);
  const away = useUnlikeness(first ? firstModel() : null, pixels);
  const place = shown.indexOf(image);
  const step = (by: number) => {
    const next = shown[place + by];
    if (next !== undefined) openDigit(next);
  };
  useKeys(step);
  if (!first) return null;
  const [label = 0, predicted = 0] = [first.labels[image], first.predicted[image]];
  const { width, channels } = first;
  const named = (each: number | undefined) => first.classes[each ?? -1] ?? '';
  const position = elementAt(first.positions, image);
  return (
    <section className={classes.detail} aria-label={t('inspect.detail', { position })} data-testid="digit-detail">
      <div className={classes.head}>
        <Button size="xs" variant="default" leftSection={<IconArrowLeft size={14} aria-hidden />} onClick={() => openDigit(null)}>
          {t('inspect.back')}
        </Button>
        <strong>
          {named(label)} → <span data-wrong={label !== predicted || undefined}>{named(predicted)}</span>
        </strong>
        <span className={classes.muted}>
          {t('inspect.number', { position })} · {t('inspect.lossOf', { loss: format.loss(floatAt(first.losses, image)) })}
          {second && ` · ${t('inspect.readBySecond', { predicted: named(second.predicted[image]) })}`}
          {away !== null && away > 1 && (
            <>
              {' · '}
              <span data-testid="unlike">{t('draw.unlike')}</span>
            </>
          )}
        </span>
        <span className={classes.right}>
          <Button size="xs" variant="default" disabled={place <= 0} onClick={() => step(-1)} aria-label={t('inspect.previous')}>
            <IconChevronLeft size={14} aria-hidden />
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={place < 0 || place >= shown.length - 1}
            onClick={() => step(1)}
            aria-label={t('inspect.next')}
          >
            <IconChevronRight size={14} aria-hidden />
          </Button>
        </span>
      </div>
      <div className={classes.body}>
        <FirstOnly said="inspect.firstExplains" />
        <div className={classes.row}>
          <Card title={t('inspect.image')}>
            <PixelImage pixels={pixels} width={width} channels={channels} size={224} label={t('inspect.digit', { label: named(label) })} />
            <Button
              size="xs"
              px={4}
              variant="default"
              onClick={() => {
                takeImage(pixels, width, channels);
                useView.getState().show('draw');
              }}
            >
              {t('inspect.sendToDraw')}
            </Button>
            {first.checksum !== null && <Doubt image={image} position={position} />}
          </Card>
          <Card title={t('inspect.probabilities')}>
            <ProbabilityBars
              values={probabilitiesOf(first, image)}
              names={first.classes}
              label={t('inspect.probabilities')}
              truth={label}
              predicted={predicted}
            />
          </Card>
          {examined && (
            <div className={classes.overlays}>
              <Overlaid
                title={t('inspect.saliency')}
                note={t('inspect.saliencyNote', { digit: named(examined.target) })}
                pixels={pixels}
                values={examined.saliency}
                width={width}
                channels={channels}
              />
              {examined.occlusion && (
                <Overlaid
                  title={t('inspect.occlusion')}
                  note={t('inspect.occlusionNote', { digit: named(examined.target) })}
                  pixels={pixels}
                  values={examined.occlusion}
                  width={width}
                  channels={channels}
                />
              )}
            </div>
          )}
        </div>
        <Trouble error={trouble} />
        <NeighboursCard pixels={pixels} />
        {examined && <FeatureMapsCard maps={examined.maps} />}
      </div>
    </section>
  );
}

function Trouble({ error }: { error: unknown }) {
  const { text } = useWords();
  if (error === null) return null;
  return (
    <p className={classes.error} role="alert">
      {text(error instanceof KasaneError ? error.phrase : String(error))}
    </p>
  );
}

/** Of the class that the image was predicted as, by the parameters that predicted it. */
function useExamination(pixels: Uint8Array, target: number | null) {
  const [state, setState] = useState<{ readonly examined: ExaminedDigit | null; readonly trouble: unknown }>({
    examined: null,
    trouble: null,
  });
  useEffect(() => {
    const model = firstModel();
    if (pixels.length === 0 || model === null) return;
    let wanted = true;
    orAnew(request('examineDigit', { model, image: pixels, target, covering: true, versions: shownVersions() }))
      .then((examined) => wanted && setState({ examined, trouble: null }))
      .catch((trouble: unknown) => wanted && setState({ examined: null, trouble }));
    return () => {
      wanted = false;
    };
  }, [pixels, target]);
  return state;
}

/** Left and right go to the digits before and after; escape goes back to all of them. */
function useKeys(step: (by: number) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target } = event;
      if (target instanceof HTMLElement && target.closest('input:not([type=checkbox]), textarea, [role=grid], [role=menu]')) return;
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === 'ArrowLeft') step(-1);
      else if (event.key === 'ArrowRight') step(1);
      else if (event.key === 'Escape') openDigit(null);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
}

function Doubt({ image, position }: { image: number; position: number }) {
  const { t } = useWords();
  const doubtful = useInspect((state) => state.doubtful.has(position));
  return <Checkbox size="xs" label={t('inspect.doubtful')} checked={doubtful} onChange={() => toggleDoubt(image)} />;
}

interface OverlaidProps {
  readonly title: string;
  readonly note: string;
  readonly pixels: Uint8Array;
  readonly values: Float32Array;
  readonly width: number;
  readonly channels: number;
}

/** Values over the image that they are about. */
function Overlaid({ title, note, pixels, values, width, channels }: OverlaidProps) {
  return (
    <Card title={title}>
      <div className={classes.overlaid}>
        <PixelImage pixels={pixels} width={width} channels={channels} size={136} />
        <SaliencyImage values={values} width={width} className={classes.over ?? ''} label={title} />
      </div>
      <p className={classes.note}>{note}</p>
    </Card>
  );
}
