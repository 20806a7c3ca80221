import { UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useWords } from '../../words/use-words';
import classes from './AddBetween.module.css';
import { useDropPlace } from './drop-place';
import { useLayerMenu } from './state/layer-menu-store';

/** The gap between two cards: a line where something dragged would go, and a "+" that offers the layers. */
export function AddBetween({ place }: { place: number }) {
  const { t } = useWords();
  const drop = useDropPlace();
  const open = useLayerMenu((state) => state.open);
  const isOpen = useLayerMenu((state) => state.place === place);
  return (
    <div className={classes.gap} data-drop={drop === place || undefined} data-open={isOpen || undefined} role="row">
      <div role="gridcell" className={classes.cell}>
        <UnstyledButton
          className={classes.add}
          tabIndex={-1}
          aria-haspopup="menu"
          aria-label={t('design.addAt', { place: place + 1 })}
          onClick={({ currentTarget }) => open(place, currentTarget)}
        >
          <IconPlus size={12} aria-hidden />
        </UnstyledButton>
      </div>
    </div>
  );
}
