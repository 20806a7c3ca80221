/** The patches of an image as rows of a matrix, and back; see kernels.ts. A row of a patch is contiguous in both. */
import { at, bytesOf } from './memory';
import { NUMBERS, put, second } from './vectors';

export function imageToColumns(
  image: i32, height: i32, width: i32, channels: i32, kernelHeight: i32, kernelWidth: i32, stride: i32, padTop: i32, padLeft: i32,
  outputWidth: i32, rowFrom: i32, rowTo: i32, columns: i32, columnStride: i32,
): void {
  const length = kernelWidth * channels;
  const small = length == 3 && kernelHeight == 3 && stride == 1;
  for (let row = rowFrom; row < rowTo; row++) {
    const top = row * stride - padTop;
    for (let across = 0; across < outputWidth; across++) {
      let column = at(columns + ((row - rowFrom) * outputWidth + across) * columnStride);
      const left = (across * stride - padLeft) * channels;
      if (small && top >= 0 && top + 3 <= height && left >= 0) {
        // The first layer of most networks sees one channel through 3×3: whole patches of a row go without a question.
        const count = min(outputWidth - across, width - 2 - left);
        if (count > 0) {
          patches3x3(at(image + top * width + left), bytesOf(width), column, bytesOf(columnStride), count);
          across += count - 1;
          continue;
        }
      }
      // Of the patch's row, [from, to) lies inside the image.
      const from = max(0, -left), to = min(length, width * channels - left);
      for (let ky = 0; ky < kernelHeight; ky++) {
        const y = top + ky;
        if (y < 0 || y >= height || from >= to) {
          zero(column, 0, length);
        } else {
          zero(column, 0, from);
          copy(column, at(image + y * width * channels + left), from, to);
          zero(column, to, length);
        }
        column += bytesOf(length);
      }
    }
  }
}

/** `count` patches beside each other, 3×3 numbers of one channel, all inside the image. */
function patches3x3(image: usize, line: usize, column: usize, columnStep: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    const first = v128.load(image), second = v128.load(image + line), third = v128.load(image + 2 * line);
    v128.store(column, v128.shuffle<f32>(first, second, 0, 1, 2, 4));
    v128.store(column, v128.shuffle<f32>(second, third, 1, 2, 4, 5), 16);
    v128.store_lane<f32>(column, third, 2, 32);
    image += 4;
    column += columnStep;
  }
}

export function columnsToImage(
  image: i32, height: i32, width: i32, channels: i32, kernelHeight: i32, kernelWidth: i32, stride: i32, padTop: i32, padLeft: i32,
  outputWidth: i32, rowFrom: i32, rowTo: i32, columns: i32, columnStride: i32,
): void {
  const length = kernelWidth * channels;
  for (let row = rowFrom; row < rowTo; row++) {
    for (let across = 0; across < outputWidth; across++) {
      let column = at(columns + ((row - rowFrom) * outputWidth + across) * columnStride);
      const left = (across * stride - padLeft) * channels;
      const from = max(0, -left), to = min(length, width * channels - left);
      for (let ky = 0; ky < kernelHeight; ky++) {
        const y = row * stride + ky - padTop;
        if (y >= 0 && y < height) addTo(at(image + y * width * channels + left), column, from, to);
        column += bytesOf(length);
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function zero(to: usize, first: i32, last: i32): void {
  for (let i = first; i < last; i++) store<f32>(to + bytesOf(i), 0);
}

// @ts-ignore: decorator
@inline
function copy(to: usize, from: usize, first: i32, last: i32): void {
  let i = first;
  for (; i + NUMBERS <= last; i += NUMBERS) put(to + bytesOf(i), v128.load(from + bytesOf(i)), second(from + bytesOf(i)));
  for (; i < last; i++) store<f32>(to + bytesOf(i), load<f32>(from + bytesOf(i)));
}

// @ts-ignore: decorator
@inline
function addTo(to: usize, from: usize, first: i32, last: i32): void {
  let i = first;
  for (; i + NUMBERS <= last; i += NUMBERS) {
    const place = to + bytesOf(i), patch = from + bytesOf(i);
    put(place, f32x4.add(v128.load(place), v128.load(patch)), f32x4.add(second(place), second(patch)));
  }
  for (; i < last; i++) store<f32>(to + bytesOf(i), load<f32>(to + bytesOf(i)) + load<f32>(from + bytesOf(i)));
}
