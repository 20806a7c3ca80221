import { Button } from '@mantine/core';
import type { AugmentedDigits } from '@shared/contracts/state';
import { IconDice3 } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { PixelImage } from '../../../components/PixelImage';
import { request } from '../../../state/bridge';
import { useStudio } from '../../../state/studio-store';
import { useWords } from '../../../words/use-words';
import { useDesign } from '../state/design-store';
import classes from './AugmentationPreview.module.css';

/**
 * The first sixteen training images as a network may get to see them; others at another throw, and as they are in the set
 * if so wished. They stay in sight while the settings are gone through.
 */
export function AugmentationPreview() {
  const { t } = useWords();
  const spec = useDesign((state) => state.design.spec);
  const dataset = useStudio((state) => (state.dataset?.status === 'ready' ? state.dataset.folder : null));
  const [round, setRound] = useState(1);
  const [digits, setDigits] = useState<AugmentedDigits | null>(null);
  const [plain, setPlain] = useState(false);
  useEffect(() => {
    if (dataset === null) return;
    let current = true;
    request('augmentedDigits', { spec, round })
      .then((found) => current && setDigits(found))
      .catch(() => undefined); // the digits before stay; the dataset's own trouble is shown elsewhere
    return () => {
      current = false;
    };
  }, [spec, round, dataset]);
  if (!digits) return null;
  const { count, height, width, channels, original, augmented } = digits;
  const shown = plain ? original : augmented;
  const size = height * width * channels;
  return (
    <figure className={classes.preview} aria-label={t('sidebar.augmentationPreview')}>
      <div className={classes.digits} data-testid="augmented">
        {Array.from({ length: count }, (_, index) => (
          <PixelImage
            key={String(index)}
            pixels={shown.subarray(index * size, (index + 1) * size)}
            width={width}
            channels={channels}
            size={28}
          />
        ))}
      </div>
      <Button.Group>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconDice3 size={14} aria-hidden />}
          disabled={spec.data.augmentation.length === 0}
          onClick={() => setRound((before) => before + 1)}
        >
          {t('sidebar.augmentationAgain')}
        </Button>
        <Button
          size="compact-xs"
          variant={plain ? 'filled' : 'default'}
          aria-pressed={plain}
          disabled={spec.data.augmentation.length === 0 && !plain}
          onClick={() => setPlain(!plain)}
        >
          {t('sidebar.augmentationPlain')}
        </Button>
      </Button.Group>
    </figure>
  );
}
