/** Pixels of the file for each unit that is drawn. */
const SCALE = 2;
const MARGIN = 16;

export interface Palette {
  readonly ink: string;
  readonly muted: string;
}

/** What `draw` draws, on the page's own ground, in its own colours, as the bytes of a PNG file. */
export async function picturePng(
  width: number,
  height: number,
  draw: (context: OffscreenCanvasRenderingContext2D, palette: Palette) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas((width + 2 * MARGIN) * SCALE, (height + 2 * MARGIN) * SCALE);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('a canvas of this size cannot be had');
  const { color, backgroundColor, fontFamily } = getComputedStyle(document.body);
  context.fillStyle = backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.setTransform(SCALE, 0, 0, SCALE, MARGIN * SCALE, MARGIN * SCALE);
  context.font = `13px ${fontFamily}`;
  draw(context, { ink: color, muted: '#808896' });
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
}
