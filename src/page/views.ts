/** What becomes of the sheet on its way to a network, pixel by pixel. */
import { byteAt } from '@shared/at';
import { element } from './element';

export interface ViewedImage {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly channels: number;
}

export function createView(name: string) {
  const canvas = element('canvas', { role: 'img' });
  const caption = element('figcaption');
  return {
    figure: element('figure', { 'data-view': name }, canvas, caption),
    caption(text: string) {
      caption.textContent = text;
      canvas.setAttribute('aria-label', text);
    },
    /** Null of a blank sheet. */
    show(image: ViewedImage | null, [height, width]: readonly [number, number, number]) {
      canvas.width = width;
      canvas.height = height;
      const context = canvas.getContext('2d');
      if (!context) return;
      context.fillStyle = '#000';
      context.fillRect(0, 0, width, height);
      if (image) context.putImageData(imageDataOf(image), 0, 0);
    },
  };
}

function imageDataOf({ pixels, width, channels }: ViewedImage): ImageData {
  const count = pixels.length / channels;
  const data = new Uint8ClampedArray(4 * count);
  for (let pixel = 0; pixel < count; pixel++) {
    const channel = (which: number) => byteAt(pixels, pixel * channels + (channels >= 3 ? which : 0));
    data.set([channel(0), channel(1), channel(2), 255], 4 * pixel);
  }
  return new ImageData(data, width);
}
