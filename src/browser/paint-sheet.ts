/** A sheet on a canvas, white on black as MNIST's digits are. */
import { type Sheet, sheetInk } from '@shared/data/digits/sheet';
import { curveThrough, widthFactor } from '@shared/data/digits/strokes';

/** `density`: pixels of the canvas to a unit of the sheet. */
export function paintSheet(context: CanvasRenderingContext2D, sheet: Sheet, density: number): void {
  const { strokes, pen, picture } = sheet;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = '#000';
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  if (picture) paintPicture(context, { ...sheet, strokes: [] });
  context.scale(density, density);
  context.strokeStyle = '#fff';
  context.lineCap = 'round';
  for (const stroke of strokes) {
    const points = curveThrough(stroke);
    points.forEach((point, index) => {
      const next = points[index + 1] ?? point;
      if (index > 0 && next === point) return;
      context.lineWidth = (pen * (widthFactor(point.pressure) + widthFactor(next.pressure))) / 2;
      context.beginPath();
      context.moveTo(point.x, point.y);
      context.lineTo(next.x, next.y);
      context.stroke();
    });
  }
}

function paintPicture(context: CanvasRenderingContext2D, sheet: Sheet): void {
  const { side } = sheet;
  const image = new ImageData(side, side);
  sheetInk(sheet, side).forEach((value, pixel) => {
    const grey = Math.round(255 * value);
    image.data.set([grey, grey, grey, 255], 4 * pixel);
  });
  const small = new OffscreenCanvas(side, side);
  small.getContext('2d')?.putImageData(image, 0, 0);
  context.drawImage(small, 0, 0, context.canvas.width, context.canvas.height);
}
