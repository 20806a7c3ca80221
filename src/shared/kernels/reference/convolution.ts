import type { ConvolutionKernels } from '../kernels';
import type { Access } from './access';

type ColumnKernels = Pick<ConvolutionKernels, 'imageToColumns' | 'columnsToImage'>;
type ColumnArguments = Parameters<ColumnKernels['imageToColumns']>;

export const convolutionKernels = ({ values, value }: Access): ColumnKernels => ({
  imageToColumns(...geometry) {
    forEachPlace(geometry, (column, pixel) => {
      values[column] = pixel < 0 ? 0 : value(pixel);
    });
  },
  columnsToImage(...geometry) {
    forEachPlace(geometry, (column, pixel) => {
      if (pixel >= 0) values[pixel] = value(pixel) + value(column);
    });
  },
});

/** Every place of the columns with the pixel it shows; −1 outside the image. */
function forEachPlace(geometry: ColumnArguments, visit: (column: number, pixel: number) => void): void {
  const [
    image,
    height,
    width,
    channels,
    kernelHeight,
    kernelWidth,
    stride,
    padTop,
    padLeft,
    outputWidth,
    rowFrom,
    rowTo,
    columns,
    columnStride,
  ] = geometry;
  for (let row = rowFrom; row < rowTo; row++) {
    for (let across = 0; across < outputWidth; across++) {
      let column = columns + ((row - rowFrom) * outputWidth + across) * columnStride;
      for (let ky = 0; ky < kernelHeight; ky++) {
        for (let kx = 0; kx < kernelWidth; kx++) {
          const y = row * stride + ky - padTop;
          const x = across * stride + kx - padLeft;
          const inside = y >= 0 && y < height && x >= 0 && x < width;
          for (let c = 0; c < channels; c++) visit(column++, inside ? image + (y * width + x) * channels + c : -1);
        }
      }
    }
  }
}
