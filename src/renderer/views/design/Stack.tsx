import { useDroppable } from '@dnd-kit/core';
import { VisuallyHidden } from '@mantine/core';
import { withNames } from '@shared/spec/examine-data';
import { IconStack2 } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import { EmptyState } from '../../components/EmptyState';
import { ActionButton } from '../../controls/ActionButton';
import { useStudio } from '../../state/studio-store';
import { useWords } from '../../words/use-words';
import { AddBetween } from './AddBetween';
import { addLayerAction } from './actions/add-layer-actions';
import { STACK_ID } from './drag-ids';
import { FixedRow } from './FixedRow';
import { LayerCard } from './LayerCard';
import { PresetMenu } from './PresetMenu';
import { rowKey } from './row-keys';
import classes from './Stack.module.css';
import { StackTools } from './StackTools';
import { select, useDesign } from './state/design-store';
import { useDragging } from './state/dragging';
import { sizeOf, useExamination } from './state/examination';

/** The stack, from the image to the ten scores: a grid whose rows are chosen and moved by keys. */
export function Stack() {
  const { t, text } = useWords();
  const { spec, ids, selection } = useDesign((state) => state.design);
  const { layers, problems, warnings } = useExamination();
  const dataset = useStudio((state) => state.dataset);
  const grid = useRef<HTMLDivElement>(null);
  const { setNodeRef } = useDroppable({ id: STACK_ID });
  const current = selection.at(-1) ?? ids[0];

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || useDragging.getState().dragging) return;
    const next = rowKey(event, ids, selection);
    if (!next) return;
    event.preventDefault();
    select(next.selection);
    grid.current?.querySelector<HTMLElement>(`[data-layer="${next.focus}"]`)?.focus();
  };
  const { input, classes: names } = withNames(spec, sizeOf(dataset)).network;
  return (
    <section className={classes.stack} aria-label={t('design.stack')}>
      <StackTools />
      <div
        className={classes.grid}
        role="grid"
        tabIndex={-1}
        aria-label={t('design.layers')}
        aria-multiselectable
        aria-rowcount={ids.length + 3}
        ref={(element) => {
          grid.current = element;
          setNodeRef(element);
        }}
        onKeyDown={onKeyDown}
      >
        <Header />
        <FixedRow
          row={2}
          family="input"
          name={t('design.input')}
          detail={text(dataset?.status === 'ready' ? dataset.name : t('design.images'))}
          shape={input}
        />
        <AddBetween place={0} />
        {ids.map((id, place) => (
          <LayerCard
            key={id}
            id={id}
            place={place}
            spec={spec.network.layers[place] ?? { type: '' }}
            examined={layers[place] ?? null}
            problem={problems.find(({ layer }) => layer === place) ?? null}
            warning={warnings.find(({ layer }) => layer === place) ?? null}
            selected={selection.includes(id)}
            current={id === current}
          />
        ))}
        {ids.length === 0 && (
          <div className={classes.empty} role="row">
            <div role="gridcell">
              <EmptyState Icon={IconStack2} title={t('design.emptyTitle')} text={t('design.emptyText')}>
                <div className={classes.emptyButtons}>
                  <ActionButton action={addLayerAction('affine')} />
                  <PresetMenu />
                </div>
              </EmptyState>
            </div>
          </div>
        )}
        <FixedRow
          row={ids.length + 3}
          family="output"
          name="Softmax"
          detail={`${t('design.crossEntropy')} · ${shortened(names)}`}
          title={names.join(', ')}
          shape={[names.length]}
        />
      </div>
    </section>
  );
}

/** `0, 1, …, 9` */
const shortened = (names: readonly string[]) =>
  (names.length > 4 ? [...names.slice(0, 2), '…', names.at(-1) ?? ''] : names)
    .map((name) => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name))
    .join(', ');
const LONGEST_NAME = 16;

function Header() {
  const { t } = useWords();
  return (
    <div className={classes.header} role="row" aria-rowindex={1}>
      <span role="columnheader">
        <VisuallyHidden>{t('design.picture')}</VisuallyHidden>
      </span>
      <span role="columnheader">{t('design.layer')}</span>
      <span role="columnheader">{t('design.output')}</span>
      <span role="columnheader" data-wide title={t('design.seesHelp')}>
        {t('design.sees')}
      </span>
      <span role="columnheader" data-number>
        {t('design.parameters')}
      </span>
      <span role="columnheader" data-wide data-number title={t('design.macsHelp')}>
        {t('design.macs')}
      </span>
      <span role="columnheader" title={t('design.costHelp')}>
        {t('design.cost')}
      </span>
    </div>
  );
}
