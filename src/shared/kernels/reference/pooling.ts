import type { PoolingKernels } from '../kernels';
import type { WindowShape } from '../operands';
import type { Access } from './access';

export function poolingKernels({ values, value }: Access): PoolingKernels {
  return {
    maxPool({ x, y }, window) {
      forEachWindow(window, (output, places) => {
        let largest = Number.NEGATIVE_INFINITY;
        for (const place of places) largest = Math.max(largest, value(x + place));
        values[y + output] = largest;
      });
    },
    maxPoolGradient({ x, y, dy, dx }, window) {
      const winners: { readonly place: number; readonly output: number }[] = [];
      forEachWindow(window, (output, places) => {
        const place = places.find((each) => value(x + each) === value(y + output));
        if (place !== undefined) winners.push({ place, output });
      });
      clear(dx, window);
      for (const { place, output } of winners) values[dx + place] = value(dx + place) + value(dy + output);
    },
    averagePool({ x, y }, window) {
      forEachWindow(window, (output, places) => {
        const sum = places.reduce((total, place) => total + value(x + place), 0);
        values[y + output] = sum / places.length;
      });
    },
    averagePoolGradient({ dy, dx }, window) {
      clear(dx, window);
      forEachWindow(window, (output, places) => {
        for (const place of places) values[dx + place] = value(dx + place) + value(dy + output) / places.length;
      });
    },
  };

  function clear(dx: number, { height, width, channels }: WindowShape): void {
    values.fill(0, dx, dx + height * width * channels);
  }
}

/** Every place of the output with the places of its window inside the image, both relative to their beginning. */
function forEachWindow(window: WindowShape, visit: (output: number, places: readonly number[]) => void): void {
  const { height, width, channels, windowHeight, windowWidth, stride, padding, outputHeight, outputWidth } = window;
  for (let row = 0; row < outputHeight; row++) {
    for (let across = 0; across < outputWidth; across++) {
      const [top, left] = [row * stride - padding.top, across * stride - padding.left];
      for (let c = 0; c < channels; c++) {
        const places: number[] = [];
        for (let y = Math.max(top, 0); y < Math.min(top + windowHeight, height); y++) {
          for (let x = Math.max(left, 0); x < Math.min(left + windowWidth, width); x++) places.push((y * width + x) * channels + c);
        }
        visit((row * outputWidth + across) * channels + c, places);
      }
    }
  }
}
