/** Lines on the sheet by mouse, pen and finger, and by the keys for those who use neither. */
import type { StrokePoint } from '@shared/data/digits/strokes';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { beginStroke, endStroke, extendStroke, SHEET_SIDE } from './state/draw-store';

/** Steps of the keys' pen, in units of the sheet. */
const KEY_STEP = 10;
const SMALL_KEY_STEP = 2;
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export interface KeyPen {
  readonly x: number;
  readonly y: number;
  readonly down: boolean;
}

export function usePen() {
  const pointer = useRef<number | null>(null);
  const [keyPen, setKeyPen] = useState<KeyPen | null>(null);

  const lift = ({ pointerId }: PointerEvent) => {
    if (pointer.current !== pointerId) return;
    pointer.current = null;
    endStroke();
  };

  const pointers = {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (pointer.current !== null || event.button !== 0) return;
      pointer.current = event.pointerId;
      event.currentTarget.setPointerCapture(event.pointerId);
      setKeyPen(null);
      beginStroke(pointOf(event.nativeEvent, event.currentTarget), event.timeStamp);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (pointer.current !== event.pointerId) return;
      // A fast pen moves many times between two frames.
      const moves = event.nativeEvent.getCoalescedEvents();
      const target = event.currentTarget;
      extendStroke(
        (moves.length > 0 ? moves : [event.nativeEvent]).map((move) => pointOf(move, target)),
        event.timeStamp,
      );
    },
    onPointerUp: lift,
    onPointerCancel: lift,
    onLostPointerCapture: lift,
  };

  function onKeyDown(event: KeyboardEvent): void {
    const direction = arrows[event.key];
    const pen = keyPen ?? { x: SHEET_SIDE / 2, y: SHEET_SIDE / 2, down: false };
    if (event.key === ' ') {
      event.preventDefault();
      event.stopPropagation(); // it is no shortcut here
      if (event.repeat) return;
      if (pen.down) endStroke();
      else beginStroke({ x: pen.x, y: pen.y, pressure: 0.5 }, null);
      setKeyPen({ ...pen, down: !pen.down });
    } else if (direction && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      const step = event.shiftKey ? SMALL_KEY_STEP : KEY_STEP;
      const within = (place: number) => Math.min(SHEET_SIDE, Math.max(0, place));
      const moved = { ...pen, x: within(pen.x + direction[0] * step), y: within(pen.y + direction[1] * step) };
      if (pen.down) extendStroke([{ x: moved.x, y: moved.y, pressure: 0.5 }], null);
      setKeyPen(moved);
    }
  }

  function onBlur(): void {
    if (keyPen?.down) endStroke();
    setKeyPen(null);
  }

  return { keyPen, handlers: { ...pointers, onKeyDown, onBlur } };
}

function pointOf({ clientX, clientY, pressure, pointerType }: globalThis.PointerEvent, target: Element): StrokePoint {
  const { left, top, width } = target.getBoundingClientRect();
  const scale = SHEET_SIDE / width;
  return { x: (clientX - left) * scale, y: (clientY - top) * scale, pressure: pointerType === 'pen' ? pressure : 0.5 };
}
