/** Where a pointer, or a pen that is moved by keys, is on a sheet. */
import type { StrokePoint } from '@shared/data/digits/strokes';

/** In the sheet's units; `side`: how many it has. */
export function pointOf({ clientX, clientY, pressure, pointerType }: PointerEvent, target: Element, side: number): StrokePoint {
  const { left, top, width } = target.getBoundingClientRect();
  const scale = side / width;
  return { x: (clientX - left) * scale, y: (clientY - top) * scale, pressure: pointerType === 'pen' ? pressure : 0.5 };
}

export interface KeyPen {
  readonly x: number;
  readonly y: number;
  readonly down: boolean;
}

/** Where it is before the first key. */
export const keyPenFor = (side: number): KeyPen => ({ x: side / 2, y: side / 2, down: false });

/** Steps in units of the sheet: the usual, and with shift. */
const [STEP, SMALL_STEP] = [10, 2];
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Where an arrow key takes it; null of another key. */
export function movedByKey(pen: KeyPen, { key, shiftKey, ctrlKey, metaKey, altKey }: Key, side: number): KeyPen | null {
  const direction = arrows[key];
  if (!direction || ctrlKey || metaKey || altKey) return null;
  const step = shiftKey ? SMALL_STEP : STEP;
  const within = (place: number) => Math.min(side, Math.max(0, place));
  return { ...pen, x: within(pen.x + direction[0] * step), y: within(pen.y + direction[1] * step) };
}
