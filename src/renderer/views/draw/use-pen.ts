/** Lines on the sheet by mouse, pen and finger, and by the keys for those who use neither. */
import { type KeyPen, keyPenFor, movedByKey, pointOf } from '@browser/pen';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { beginStroke, endStroke, extendStroke, SHEET_SIDE } from './state/draw-store';

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
      beginStroke(pointOf(event.nativeEvent, event.currentTarget, SHEET_SIDE), event.timeStamp);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (pointer.current !== event.pointerId) return;
      // A fast pen moves many times between two frames.
      const moves = event.nativeEvent.getCoalescedEvents();
      const target = event.currentTarget;
      extendStroke(
        (moves.length > 0 ? moves : [event.nativeEvent]).map((move) => pointOf(move, target, SHEET_SIDE)),
        event.timeStamp,
      );
    },
    onPointerUp: lift,
    onPointerCancel: lift,
    onLostPointerCapture: lift,
  };

  function onKeyDown(event: KeyboardEvent): void {
    const pen = keyPen ?? keyPenFor(SHEET_SIDE);
    const moved = movedByKey(pen, event, SHEET_SIDE);
    if (event.key === ' ') {
      event.preventDefault();
      event.stopPropagation(); // it is no shortcut here
      if (event.repeat) return;
      if (pen.down) endStroke();
      else beginStroke({ x: pen.x, y: pen.y, pressure: 0.5 }, null);
      setKeyPen({ ...pen, down: !pen.down });
    } else if (moved) {
      event.preventDefault();
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
