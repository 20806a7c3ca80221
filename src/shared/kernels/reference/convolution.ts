import type { ConvolutionKernels } from '../kernels';
import type { Range, Rows, WindowShape } from '../operands';
import type { Access } from './access';

export const convolutionKernels = ({ values, value }: Access): Pick<ConvolutionKernels, 'imageToColumns' | 'columnsToImage'> => ({
  imageToColumns(image, window, rows, columns) {
    forEachPlace(image, window, rows, columns, (column, pixel) => {
      values[column] = pixel === null ? 0 : value(pixel);
    });
  },
  columnsToImage(image, window, rows, columns) {
    forEachPlace(image, window, rows, columns, (column, pixel) => {
      if (pixel !== null) values[pixel] = value(pixel) + value(column);
    });
  },
});

/** Every place of the columns with the pixel it shows; null outside the image. */
function forEachPlace(
  image: number,
  { height, width, channels, windowHeight, windowWidth, stride, padding, outputWidth }: WindowShape,
  { from, to }: Range,
  columns: Rows,
  visit: (column: number, pixel: number | null) => void,
): void {
  for (let row = from; row < to; row++) {
    for (let across = 0; across < outputWidth; across++) {
      let column = columns.offset + ((row - from) * outputWidth + across) * columns.stride;
      for (let ky = 0; ky < windowHeight; ky++) {
        for (let kx = 0; kx < windowWidth; kx++) {
          const y = row * stride + ky - padding.top;
          const x = across * stride + kx - padding.left;
          const inside = y >= 0 && y < height && x >= 0 && x < width;
          for (let c = 0; c < channels; c++) visit(column++, inside ? image + (y * width + x) * channels + c : null);
        }
      }
    }
  }
}
