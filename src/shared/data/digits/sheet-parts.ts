/** The digits on a sheet, where there are several: each as a sheet of its own, with its box in the sheet's units. */
import type { Plane } from './ink';
import type { Region } from './region';
import { digitsOf } from './several';
import { drawnOver, isBlank, pictureSquare, type Sheet } from './sheet';
import { rasterise, type Stroke } from './strokes';

export interface SheetPart {
  readonly box: Region;
  /** Whether it looks like several digits that touch. */
  readonly touches: boolean;
  readonly sheet: Sheet;
}

/** Pixels to a side by which strokes are told apart. */
const RESOLUTION = 140;

/** In the order in which one reads; none of a blank sheet. */
export function partsOf(sheet: Sheet): SheetPart[] {
  if (isBlank(sheet)) return [];
  const { picture, strokes } = sheet;
  return picture === null
    ? ofStrokes(sheet)
    : strokes.length === 0
      ? ofPicture(sheet, picture)
      : ofPicture(sheet, drawnOver(picture, sheet));
}

function ofPicture(sheet: Sheet, picture: Plane): SheetPart[] {
  const { left, top, side } = pictureSquare(picture);
  const scale = sheet.side / side;
  return digitsOf(picture).map(({ box, ink, touches }) => ({
    box: {
      left: (box.left - left) * scale,
      top: (box.top - top) * scale,
      right: (box.right - left) * scale,
      bottom: (box.bottom - top) * scale,
    },
    touches,
    sheet: { ...sheet, picture: ink, strokes: [] },
  }));
}

/** Strokes stay strokes: each goes to the digit that most of its points lie on. */
function ofStrokes(sheet: Sheet): SheetPart[] {
  const { side, strokes, pen } = sheet;
  const scale = side / RESOLUTION;
  // One stroke is one digit, however long it is.
  const found = strokes.length < 2 ? [] : digitsOf(rasterise(sheet, pen, { left: 0, top: 0, side }, RESOLUTION));
  const boxes = found.map(({ box: { left, top, right, bottom } }) => ({
    left: left * scale,
    top: top * scale,
    right: right * scale,
    bottom: bottom * scale,
  }));
  return found.map(({ touches }, index) => ({
    box: boxes[index] ?? { left: 0, top: 0, right: side, bottom: side },
    touches,
    sheet: { ...sheet, strokes: strokes.filter((stroke) => nearest(stroke, boxes) === index) },
  }));
}

function nearest(stroke: Stroke, boxes: readonly Region[]): number {
  const counts = boxes.map(
    ({ left, top, right, bottom }) => stroke.filter(({ x, y }) => x >= left && x <= right && y >= top && y <= bottom).length,
  );
  return counts.indexOf(Math.max(...counts));
}
