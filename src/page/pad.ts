/** The sheet on the screen, drawn on by mouse, pen and finger, and by keys. */
import { paintSheet } from '@browser/paint-sheet';
import { type KeyPen, keyPenFor, movedByKey, pointOf } from '@browser/pen';
import { element } from './element';
import { type SheetState, SIDE } from './sheet';

/** Pixels of the canvas to a unit of the sheet. */
const DENSITY = 2;

export function createPad(sheet: SheetState) {
  const canvas = element('canvas', { width: String(SIDE * DENSITY), height: String(SIDE * DENSITY), 'aria-hidden': 'true' });
  const hint = element('p', { class: 'hint', 'aria-hidden': 'true' });
  const keys = element('span', { id: 'keys', hidden: '' });
  const cursor = element('span', { class: 'cursor', hidden: '', 'aria-hidden': 'true' });
  const pad = element('div', { id: 'pad', role: 'application', tabindex: '0', 'aria-describedby': 'keys' }, canvas, hint, cursor, keys);
  let pointer: number | null = null;
  let pen: KeyPen | null = null;

  pad.addEventListener('pointerdown', (event) => {
    if (pointer !== null || event.button !== 0) return;
    pointer = event.pointerId;
    pad.setPointerCapture(pointer);
    movePen(null);
    sheet.begin(pointOf(event, canvas, SIDE));
  });
  pad.addEventListener('pointermove', (event) => {
    if (pointer !== event.pointerId) return;
    // A fast pen moves many times between two frames.
    const moves = event.getCoalescedEvents?.() ?? [];
    sheet.extend((moves.length > 0 ? moves : [event]).map((move) => pointOf(move, canvas, SIDE)));
  });
  const lift = (event: PointerEvent) => {
    if (pointer === event.pointerId) pointer = null;
  };
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'] as const) pad.addEventListener(end, lift);
  pad.addEventListener('blur', () => movePen(null));
  pad.addEventListener('keydown', (event) => {
    const from = pen ?? keyPenFor(SIDE);
    const moved = movedByKey(from, event, SIDE);
    if (event.key === ' ') {
      event.preventDefault();
      if (event.repeat) return;
      if (!from.down) sheet.begin({ x: from.x, y: from.y, pressure: 0.5 });
      movePen({ ...from, down: !from.down });
    } else if (moved) {
      event.preventDefault();
      if (moved.down) sheet.extend([{ x: moved.x, y: moved.y, pressure: 0.5 }]);
      movePen(moved);
    }
  });

  function movePen(to: KeyPen | null): void {
    pen = to;
    cursor.hidden = to === null;
    if (!to) return;
    cursor.style.left = `${(100 * to.x) / SIDE}%`;
    cursor.style.top = `${(100 * to.y) / SIDE}%`;
    cursor.toggleAttribute('data-down', to.down);
  }

  return {
    pad,
    /** What is drawn on is not what it was: the pen starts anew. */
    lift() {
      pointer = null;
      if (pen?.down) movePen({ ...pen, down: false });
    },
    paint(texts: { readonly label: string; readonly hint: string; readonly keys: string }) {
      pad.setAttribute('aria-label', texts.label);
      keys.textContent = texts.keys;
      hint.textContent = texts.hint;
      hint.hidden = sheet.current.strokes.length > 0 || sheet.current.picture !== null;
      const context = canvas.getContext('2d');
      if (context) paintSheet(context, sheet.current, DENSITY);
    },
  };
}
