import { useDraggable } from '@dnd-kit/core';
import { Kbd, UnstyledButton } from '@mantine/core';
import { layerKinds } from '@shared/nn/layers';
import { type LayerKind, layerFamilies } from '@shared/nn/layers/layer';
import { useWords } from '../../words/use-words';
import { paletteId } from './drag-ids';
import classes from './Palette.module.css';
import { addLayer } from './state/layer-edits';

/** The layers there are, by family: dragged onto the stack, or added behind the selected one by double-click or Enter. */
export function Palette() {
  const { t } = useWords();
  return (
    <aside className={classes.palette} aria-label={t('design.palette')}>
      <div className={classes.families}>
        {layerFamilies.map((family) => (
          <section key={family} aria-labelledby={`family-${family}`}>
            <h2 className={classes.family} id={`family-${family}`}>
              {t(`family.${family}`)}
            </h2>
            {layerKinds
              .filter((kind) => kind.family === family)
              .map((kind) => (
                <Entry key={kind.type} kind={kind} />
              ))}
          </section>
        ))}
      </div>
      <p className={classes.hint}>
        {t('design.paletteHint')} <Kbd size="xs">Enter</Kbd>
      </p>
    </aside>
  );
}

function Entry({ kind }: { kind: LayerKind }) {
  const { text } = useWords();
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: paletteId(kind.type) });
  const { onPointerDown } = listeners ?? {};
  return (
    <UnstyledButton
      ref={setNodeRef}
      className={classes.entry}
      data-dragging={isDragging || undefined}
      title={text(kind.help)}
      onPointerDown={onPointerDown as React.PointerEventHandler | undefined}
      onDoubleClick={() => addLayer(kind.type)}
      // A click by key has no count; one by mouse is the first half of a double-click.
      onClick={({ detail }) => detail === 0 && addLayer(kind.type)}
    >
      <span className={classes.chip} data-family={kind.family} aria-hidden />
      {text(kind.label)}
    </UnstyledButton>
  );
}
