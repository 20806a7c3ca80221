/** What lies on the pad: lines, or a picture. Every change can be undone. */
import { inkOf, type RgbaImage } from '@shared/data/digits/ink';
import type { StrokePoint } from '@shared/data/digits/strokes';
import type { PhotoSheet } from '@shared/data/sheet-input';

/** Units to a side of the sheet, and the width of the pen. */
export const SIDE = 280;
const PEN = 18;

const BLANK: PhotoSheet = { side: SIDE, pen: PEN, strokes: [], picture: null, photo: null };

export function createSheet(changed: () => void) {
  let current = BLANK;
  let past: PhotoSheet[] = [];
  /** Whether the newest line may grow. */
  let isDrawing = false;
  const become = (next: PhotoSheet) => {
    isDrawing = false;
    past = [...past, current];
    current = next;
    changed();
  };
  return {
    get current() {
      return current;
    },
    get canUndo() {
      return past.length > 0;
    },
    begin(point: StrokePoint) {
      become({ ...current, strokes: [...current.strokes, [point]] });
      isDrawing = true;
    },
    extend(points: readonly StrokePoint[]) {
      const last = current.strokes.at(-1);
      if (!isDrawing || !last || points.length === 0) return;
      current = { ...current, strokes: [...current.strokes.slice(0, -1), [...last, ...points]] };
      changed();
    },
    open: (photo: RgbaImage) => become({ ...BLANK, photo, picture: inkOf(photo) }),
    clear() {
      if (current !== BLANK) become(BLANK);
    },
    undo() {
      const before = past.at(-1);
      if (!before) return;
      past = past.slice(0, -1);
      isDrawing = false;
      current = before;
      changed();
    },
  };
}

export type SheetState = ReturnType<typeof createSheet>;
