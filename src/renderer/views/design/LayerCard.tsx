import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { ActionIcon, UnstyledButton } from '@mantine/core';
import { describeSetting } from '@shared/describe-setting';
import { findKind, type KindSpec } from '@shared/kind';
import { layerKinds } from '@shared/nn/layers';
import { shapeText } from '@shared/nn/shape';
import { isBypassed } from '@shared/nn/stack';
import type { LayerExamination } from '@shared/spec/examine';
import type { Problem } from '@shared/spec/problem';
import type { Warning } from '@shared/spec/warnings/warning';
import { IconAlertTriangle, IconEye, IconEyeOff, IconGripVertical } from '@tabler/icons-react';
import { type MouseEvent, memo } from 'react';
import type { z } from 'zod';
import { InlineNumber } from '../../form/InlineNumber';
import { useWords } from '../../words/use-words';
import { AddBetween } from './AddBetween';
import { Fixes } from './Fixes';
import { Pictogram } from './Pictogram';
import { range } from './row-keys';
import classes from './Stack.module.css';
import { select, useDesign } from './state/design-store';
import { changeLayer, toggleBypass } from './state/layer-edits';
import { useSidebar } from './state/sidebar-store';

interface LayerCardProps {
  readonly id: number;
  readonly place: number;
  readonly spec: KindSpec;
  readonly examined: LayerExamination | null;
  readonly problem: Problem | null;
  readonly warning: Warning | null;
  readonly selected: boolean;
  /** The row that keys start from, and the one that Tab comes to. */
  readonly current: boolean;
}

/** A layer of the stack: what it is, what comes out of it, what it costs, and what is wrong with it. */
export const LayerCard = memo(DrawnCard, (before, now) => {
  const { examined: a, ...rest } = before;
  const { examined: b, ...others } = now;
  const sameRest = (Object.keys(rest) as (keyof typeof rest)[]).every((key) => sameText(rest[key], others[key]));
  return sameRest && sameFigures(a, b);
});

/** Problems and warnings are made anew with every edit; they are the same where they say the same. */
const sameText = (a: unknown, b: unknown) => a === b || (hasText(a) && hasText(b) && JSON.stringify(a) === JSON.stringify(b));
const hasText = (value: unknown) => typeof value === 'object' && value !== null && 'text' in value;

const sameFigures = (a: LayerExamination | null, b: LayerExamination | null) =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.output.join() === b.output.join() &&
    a.parameterCount === b.parameterCount &&
    a.multiplyAccumulates === b.multiplyAccumulates &&
    a.receptiveField === b.receptiveField &&
    a.costShare === b.costShare);

const isSelected = (id: number) => useDesign.getState().design.selection.includes(id);

function DrawnCard({ id, place, spec, examined, problem, warning, selected, current }: LayerCardProps) {
  const { t, text, format } = useWords();
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } = useSortable({ id });
  const kind = findKind(layerKinds, spec.type);
  const name = text(kind.label);
  const off = isBypassed(spec);
  const tabIndex = current ? 0 : -1;
  const showLayer = useSidebar((state) => state.show);

  const onClick = (event: MouseEvent) => {
    const { ids, selection } = useDesign.getState().design;
    if (event.shiftKey) select(range(ids, Math.max(ids.indexOf(selection[0] ?? id), 0), place));
    else if (event.ctrlKey || event.metaKey) select(selected ? selection.filter((each) => each !== id) : [...selection, id]);
    else if (!(event.target instanceof HTMLInputElement && selected)) select([id]);
    showLayer('layer');
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the grid's keys choose rows */}
      <div
        ref={setNodeRef}
        className={classes.card}
        style={{ transform: CSS.Translate.toString(transform), transition }}
        role="row"
        aria-rowindex={place + 3}
        aria-selected={selected}
        tabIndex={tabIndex}
        data-layer={id}
        data-off={off || undefined}
        data-wrong={problem !== null || undefined}
        data-dragging={isDragging || undefined}
        onClick={onClick}
        // A click selects for itself. The store knows of a selection before the row is drawn with it.
        onFocus={({ target, currentTarget }) => {
          if (target === currentTarget && currentTarget.matches(':focus-visible') && !isSelected(id)) select([id]);
        }}
      >
        <span role="gridcell" className={classes.handleCell}>
          <UnstyledButton
            ref={setActivatorNodeRef}
            className={classes.handle}
            {...attributes}
            {...listeners}
            tabIndex={tabIndex}
            aria-label={t('design.drag', { name })}
          >
            <IconGripVertical size={14} aria-hidden />
          </UnstyledButton>
          <Pictogram shape={examined?.output ?? [1, 1, 1]} family={kind.family} />
        </span>
        <span role="rowheader" className={classes.name}>
          <strong>{name}</strong> <KeySetting spec={spec} place={place} name={name} tabIndex={tabIndex} />
          <span className={classes.detail}>{text(kind.create(spec).detail)}</span>
        </span>
        <span role="gridcell">{examined ? shapeText(examined.output) : off ? t('design.off') : '–'}</span>
        <span role="gridcell" data-wide className={classes.detail}>
          {examined && (examined.receptiveField === null ? t('design.all') : `${examined.receptiveField}×${examined.receptiveField}`)}
        </span>
        <span role="gridcell" data-number>
          {examined && examined.parameterCount > 0 ? format.count(examined.parameterCount) : ''}
        </span>
        <span role="gridcell" data-wide data-number>
          {examined && examined.multiplyAccumulates > 0 ? format.compact(examined.multiplyAccumulates) : ''}
        </span>
        <span role="gridcell" className={classes.costCell}>
          {examined && (
            <span className={classes.cost} title={format.coarsePercent(examined.costShare)}>
              <span style={{ width: `${Math.max(1, 100 * examined.costShare)}%` }} />
            </span>
          )}
          <ActionIcon
            className={classes.switch}
            size="sm"
            variant="subtle"
            color="gray"
            tabIndex={tabIndex}
            aria-pressed={off}
            aria-label={t(off ? 'design.switchOn' : 'design.switchOff', { name })}
            title={t(off ? 'design.switchOn' : 'design.switchOff', { name })}
            onClick={(event) => {
              event.stopPropagation();
              toggleBypass([place]);
            }}
          >
            {off ? <IconEyeOff size={14} /> : <IconEye size={14} />}
          </ActionIcon>
        </span>
        {problem && (
          <span role="gridcell" className={classes.problem}>
            <IconAlertTriangle size={14} aria-hidden />
            <span>
              <SettingAt fault={problem.path} kind={kind} /> {text(problem.text)}
            </span>
            <Fixes of={problem} tabIndex={tabIndex} />
          </span>
        )}
        {!problem && warning && (
          <span role="gridcell" className={classes.warning}>
            <IconAlertTriangle size={14} aria-hidden />
            <span>{text(warning.text)}</span>
            <Fixes of={warning} tabIndex={tabIndex} />
          </span>
        )}
      </div>
      <AddBetween place={place + 1} />
    </>
  );
}

/** The setting at fault by its label, where one is. */
function SettingAt({ fault, kind }: { fault: string; kind: (typeof layerKinds)[number] }) {
  const { text } = useWords();
  const schema = kind.settings.shape[fault.split('.').at(-1) ?? ''];
  return schema ? <strong>{text(describeSetting(schema as z.ZodType).label)}</strong> : null;
}

function KeySetting({ spec, place, name, tabIndex }: { spec: KindSpec; place: number; name: string; tabIndex: number }) {
  const kind = findKind(layerKinds, spec.type);
  const { keySetting } = kind;
  const schema = keySetting && kind.settings.shape[keySetting];
  if (!keySetting || !schema) return null;
  return (
    <InlineNumber
      schema={schema as z.ZodType}
      value={Number(spec[keySetting])}
      of={name}
      tabIndex={tabIndex}
      onChange={(value) => changeLayer(place, { ...spec, [keySetting]: value }, keySetting)}
    />
  );
}
