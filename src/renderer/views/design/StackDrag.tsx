/** Dragging: layers from the palette into the stack and within it, by mouse, touch or keys, told of as it happens. */
import {
  type Announcements,
  type CollisionDetection,
  closestCenter,
  DndContext,
  type DragEndEvent,
  type DragOverEvent,
  DragOverlay,
  KeyboardSensor,
  PointerSensor,
  pointerWithin,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { useReducedMotion } from '@mantine/hooks';
import { findKind } from '@shared/kind';
import { layerKinds } from '@shared/nn/layers';
import { type ReactNode, useMemo, useState } from 'react';
import { useWords, type Words } from '../../words/use-words';
import { paletteType, STACK_ID } from './drag-ids';
import { DropPlace } from './drop-place';
import classes from './StackDrag.module.css';
import { useDesign } from './state/design-store';
import { useDragging } from './state/dragging';
import { addLayer, moveTo, selectedPlaces } from './state/layer-edits';

/** Pixels a pointer must go before it drags, so that clicks stay clicks. */
const THRESHOLD = 5;

const design = () => useDesign.getState().design;
const placeOf = (id: string | number) => design().ids.indexOf(Number(id));
const typeOf = (id: string | number) => paletteType(id) ?? design().spec.network.layers[placeOf(id)]?.type ?? '';

export function StackDrag({ children }: { children: ReactNode }) {
  const words = useWords();
  const ids = useDesign((state) => state.design.ids);
  const items = useMemo(() => [...ids], [ids]);
  const [active, setActive] = useState<string | number | null>(null);
  const [drop, setDrop] = useState<number | null>(null);
  const still = useReducedMotion();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: THRESHOLD } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );

  const over = (event: DragOverEvent) => setDrop(paletteType(event.active.id) === null ? null : dropPlace(event));
  const begin = (id: string | number) => {
    useDragging.setState({ dragging: true });
    setActive(id);
  };
  const end = (event: DragEndEvent) => {
    finish(event);
    cancel();
  };
  const cancel = () => {
    useDragging.setState({ dragging: false });
    setActive(null);
    setDrop(null);
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={nearestPlace}
      accessibility={{ announcements: announcements(words), screenReaderInstructions: { draggable: words.t('drag.instructions') } }}
      onDragStart={(event) => begin(event.active.id)}
      onDragMove={over}
      onDragOver={over}
      onDragEnd={end}
      onDragCancel={cancel}
    >
      <SortableContext items={items} strategy={verticalListSortingStrategy}>
        <DropPlace value={drop}>{children}</DropPlace>
      </SortableContext>
      <DragOverlay dropAnimation={still ? null : { duration: 150, easing: 'ease' }}>
        {active !== null && <Carried id={active} words={words} />}
      </DragOverlay>
    </DndContext>
  );
}

/** The nearest layer; for a pointer only while it is over the stack, which itself counts while it is empty. */
const nearestPlace: CollisionDetection = (args) => {
  const [layers, stack] = [false, true].map((is) => args.droppableContainers.filter(({ id }) => (id === STACK_ID) === is)) as [
    typeof args.droppableContainers,
    typeof args.droppableContainers,
  ];
  const over = args.pointerCoordinates ? pointerWithin({ ...args, droppableContainers: stack }) : null;
  if (over?.length === 0) return [];
  return layers.length > 0 ? closestCenter({ ...args, droppableContainers: layers }) : (over ?? []);
};

/** Where what is dragged from the palette would go: before or behind the card under it, by which half it is over. */
function dropPlace({ active, over }: Pick<DragOverEvent, 'active' | 'over'>): number | null {
  if (!over) return null;
  const place = placeOf(over.id);
  if (place < 0) return design().ids.length;
  const { translated } = active.rect.current;
  if (!translated) return place;
  return translated.top + translated.height / 2 > over.rect.top + over.rect.height / 2 ? place + 1 : place;
}

function finish(event: DragEndEvent): void {
  const { active, over } = event;
  const type = paletteType(active.id);
  if (type !== null) {
    const place = dropPlace(event);
    if (place !== null) addLayer(type, place);
    return;
  }
  if (!over || over.id === active.id) return;
  const [from, to] = [placeOf(active.id), placeOf(over.id)];
  if (from < 0 || to < 0) return;
  // A selected card takes the others that are selected along.
  const selected = selectedPlaces();
  moveTo(selected.includes(from) ? selected : [from], to > from ? to + 1 : to);
}

function Carried({ id, words: { text } }: { id: string | number; words: Words }) {
  const kind = layerKinds.find((each) => each.type === typeOf(id));
  if (!kind) return null;
  const selected = selectedPlaces();
  const count = paletteType(id) === null && selected.includes(placeOf(id)) ? selected.length : 1;
  return (
    <div className={classes.carried}>
      <span className={classes.chip} data-family={kind.family} aria-hidden />
      {text(kind.label)}
      {count > 1 && <span className={classes.count}>{count}</span>}
    </div>
  );
}

function announcements({ t, text }: Words): Announcements {
  const name = (id: string | number) => {
    const type = typeOf(id);
    return type ? text(findKind(layerKinds, type).label) : '';
  };
  const at = (id: string | number) => ({ place: placeOf(id) + 1, count: design().ids.length });
  return {
    onDragStart: ({ active }) => t('drag.start', { name: name(active.id) }),
    onDragOver: ({ active, over }) =>
      over ? t('drag.over', { name: name(active.id), ...at(over.id) }) : t('drag.nowhere', { name: name(active.id) }),
    onDragEnd: ({ active, over }) =>
      over ? t('drag.end', { name: name(active.id), ...at(over.id) }) : t('drag.cancel', { name: name(active.id) }),
    onDragCancel: ({ active }) => t('drag.cancel', { name: name(active.id) }),
  };
}
