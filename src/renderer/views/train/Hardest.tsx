import { UnstyledButton } from '@mantine/core';
import type { ImageShape } from '@shared/data/image-set';
import type { EvaluatedSet } from '@shared/training/events';
import { Card } from '../../components/Card';
import { PixelImage } from '../../components/PixelImage';
import { useCatalogue } from '../../state/catalogue-store';
import { runAsModel } from '../../state/models';
import { attempt } from '../../state/operations';
import { useStudio } from '../../state/studio-store';
import { useView } from '../../state/view-store';
import { useWords } from '../../words/use-words';
import { takeImage } from '../draw/state/draw-store';
import { inspectModel } from '../inspect/state/inspection';
import classes from './Hardest.module.css';

const SIDE = 56;

/** A run that was opened again may be of other images than those in use; one that has just begun is not listed yet. */
function isOfOpenData(model: string): boolean {
  const { dataset } = useStudio.getState();
  const trained = useCatalogue.getState().models.find(({ id }) => id === model)?.dataset;
  return !trained || (dataset?.status === 'ready' && trained.key === dataset.ref.key);
}

/** Opens a digit: in Inspect, or in Draw where it is of a set that Inspect does not have, of other images, or nothing is learnt yet. */
function show(set: EvaluatedSet, image: number, pixels: Uint8Array, [, width, channels]: ImageShape): void {
  const model = runAsModel();
  if (set !== 'training' && model !== null && isOfOpenData(model)) {
    void attempt('showHardest', async () => void (await inspectModel(model, { set, image })));
    return;
  }
  takeImage(pixels, width, channels);
  useView.getState().show('draw');
}

/** The digits with the highest loss: true → predicted class. */
export function Hardest() {
  const { t, format } = useWords();
  const hardest = useStudio(({ insight, run }) => (insight && insight.run === run?.id ? insight.hardest : null));
  const network = useStudio(({ run }) => run?.spec.network);
  if (!hardest || !network) return null;
  const named = (label: number) => network.classes[label] ?? String(label);
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
          <li key={image}>
            <UnstyledButton
              className={classes.digit}
              title={t('hardest.loss', { loss: format.loss(loss), number: format.count(image) })}
              onClick={() => show(hardest.set, image, pixels, [network.input[0], width, network.input[2]])}
            >
              <PixelImage
                pixels={pixels}
                width={width}
                channels={network.input[2]}
                size={SIDE}
                label={t('hardest.digit', { label: named(label), predicted: named(predicted), loss: format.loss(loss) })}
              />
              <span aria-hidden>
                {named(label)} → <strong data-wrong={label !== predicted || undefined}>{named(predicted)}</strong>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Card>
  );
}
