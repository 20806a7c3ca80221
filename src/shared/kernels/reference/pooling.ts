import type { Pooling, PoolingKernels } from '../kernels';
import type { Access } from './access';

export function poolingKernels({ values, value }: Access): PoolingKernels {
  return {
    maxPool(...geometry) {
      forEachWindow(geometry, (output, places) => {
        let largest = Number.NEGATIVE_INFINITY;
        for (const place of places) largest = Math.max(largest, value(geometry[0] + place));
        values[geometry[1] + output] = largest;
      });
    },
    maxPoolGradient(x, y, dy, dx, ...geometry) {
      clear(dx, geometry);
      forEachWindow([x, y, ...geometry], (output, places) => {
        const winner = places.find((place) => value(x + place) === value(y + output));
        if (winner !== undefined) values[dx + winner] = value(dx + winner) + value(dy + output);
      });
    },
    averagePool(...geometry) {
      forEachWindow(geometry, (output, places) => {
        const sum = places.reduce((total, place) => total + value(geometry[0] + place), 0);
        values[geometry[1] + output] = sum / places.length;
      });
    },
    averagePoolGradient(x, y, dy, dx, ...geometry) {
      clear(dx, geometry);
      forEachWindow([x, y, ...geometry], (output, places) => {
        for (const place of places) values[dx + place] = value(dx + place) + value(dy + output) / places.length;
      });
    },
  };

  function clear(dx: number, [height, width, channels]: readonly number[]): void {
    values.fill(0, dx, dx + (height ?? 0) * (width ?? 0) * (channels ?? 0));
  }
}

/** Every place of the output with the places of its window inside the image, both relative to their beginning. */
function forEachWindow(geometry: Parameters<Pooling>, visit: (output: number, places: readonly number[]) => void): void {
  const [, , height, width, channels, windowHeight, windowWidth, stride, padTop, padLeft, outputHeight, outputWidth] = geometry;
  for (let row = 0; row < outputHeight; row++) {
    for (let across = 0; across < outputWidth; across++) {
      for (let c = 0; c < channels; c++) {
        const places: number[] = [];
        for (let y = Math.max(row * stride - padTop, 0); y < Math.min(row * stride - padTop + windowHeight, height); y++) {
          for (let x = Math.max(across * stride - padLeft, 0); x < Math.min(across * stride - padLeft + windowWidth, width); x++) {
            places.push((y * width + x) * channels + c);
          }
        }
        visit((row * outputWidth + across) * channels + c, places);
      }
    }
  }
}
