import { Button } from '@mantine/core';
import type { AugmentedDigits } from '@shared/ipc/state';
import { IconDice3 } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { DigitImage } from '../../../components/DigitImage';
import { useWords } from '../../../i18n/use-words';
import { ask } from '../../../state/bridge';
import { useDesign } from '../../../state/design-store';
import { useStudio } from '../../../state/studio-store';
import classes from './AugmentationPreview.module.css';

/** The first sixteen training images as a network may get to see them; others at another throw. */
export function AugmentationPreview() {
  const { t } = useWords();
  const spec = useDesign((state) => state.design.spec);
  const dataset = useStudio((state) => (state.dataset?.status === 'ready' ? state.dataset.folder : null));
  const [round, setRound] = useState(1);
  const [digits, setDigits] = useState<AugmentedDigits | null>(null);
  useEffect(() => {
    if (dataset === null) return;
    let current = true;
    ask('augmentedDigits', { spec, round })
      .then((found) => current && setDigits(found))
      .catch(() => undefined); // the digits before stay; the dataset's own trouble is shown elsewhere
    return () => {
      current = false;
    };
  }, [spec, round, dataset]);
  if (!digits) return null;
  const size = digits.height * digits.width;
  return (
    <figure className={classes.preview} aria-label={t('inspector.augmentationPreview')}>
      <div className={classes.digits} data-testid="augmented">
        {Array.from({ length: digits.count }, (_, index) => (
          <DigitImage
            key={String(index)}
            pixels={digits.augmented.subarray(index * size, (index + 1) * size)}
            width={digits.width}
            size={28}
          />
        ))}
      </div>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconDice3 size={14} aria-hidden />}
        disabled={spec.data.augmentation.length === 0}
        onClick={() => setRound((before) => before + 1)}
      >
        {t('inspector.augmentationAgain')}
      </Button>
    </figure>
  );
}
