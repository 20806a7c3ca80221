/** Kernels that go through memory once, number by number; all addresses in bytes. A tail of fewer than 4 numbers is done one by one. */
import { exp4 } from './exp';

export function bytesToValues(source: usize, destination: usize, count: i32, scale: f32, shift: f32): void {
  const scale4 = f32x4.splat(scale);
  const shift4 = f32x4.splat(shift);
  let i = 0;
  for (; i + 8 <= count; i += 8) {
    const wide = v128.load8x8_u(source + i);
    const low = f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(wide));
    const high = f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(wide));
    v128.store(destination, f32x4.add(f32x4.mul(low, scale4), shift4));
    v128.store(destination, f32x4.add(f32x4.mul(high, scale4), shift4), 16);
    destination += 32;
  }
  for (; i < count; i++) {
    store<f32>(destination, <f32>load<u8>(source + i) * scale + shift);
    destination += 4;
  }
}

export function sumRows(source: usize, rowStride: usize, rows: i32, columns: i32, destination: usize): void {
  for (let n = 0; n < columns; n += 4) {
    let sum = f32x4.splat(0);
    let at = source + <usize>n * 4;
    for (let m = 0; m < rows; m++) {
      sum = f32x4.add(sum, v128.load(at));
      at += rowStride;
    }
    v128.store(destination + <usize>n * 4, sum);
  }
}

export function relu(x: usize, y: usize, count: i32): void {
  const zero = f32x4.splat(0);
  let i = 0;
  for (; i + 4 <= count; i += 4) v128.store(y + (<usize>i << 2), f32x4.max(v128.load(x + (<usize>i << 2)), zero));
  for (; i < count; i++) store<f32>(y + (<usize>i << 2), max<f32>(load<f32>(x + (<usize>i << 2)), 0));
}

export function reluGradient(y: usize, dy: usize, dx: usize, count: i32): void {
  const zero = f32x4.splat(0);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const at = <usize>i << 2;
    v128.store(dx + at, v128.and(v128.load(dy + at), f32x4.gt(v128.load(y + at), zero)));
  }
  for (; i < count; i++) {
    const at = <usize>i << 2;
    store<f32>(dx + at, load<f32>(y + at) > 0 ? load<f32>(dy + at) : 0);
  }
}

export function sigmoid(x: usize, y: usize, count: i32): void {
  const one = f32x4.splat(1);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const at = <usize>i << 2;
    v128.store(y + at, f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(v128.load(x + at))))));
  }
  for (; i < count; i++) {
    const at = <usize>i << 2;
    const e = f32x4.extract_lane(exp4(f32x4.splat(-load<f32>(x + at))), 0);
    store<f32>(y + at, 1 / (1 + e));
  }
}

export function sigmoidGradient(y: usize, dy: usize, dx: usize, count: i32): void {
  const one = f32x4.splat(1);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const at = <usize>i << 2;
    const out = v128.load(y + at);
    v128.store(dx + at, f32x4.mul(f32x4.mul(v128.load(dy + at), out), f32x4.sub(one, out)));
  }
  for (; i < count; i++) {
    const at = <usize>i << 2;
    const out = load<f32>(y + at);
    store<f32>(dx + at, load<f32>(dy + at) * out * (1 - out));
  }
}

export function sgd(parameters: usize, gradients: usize, count: i32, learningRate: f32): void {
  const rate = f32x4.splat(learningRate);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const at = <usize>i << 2;
    v128.store(parameters + at, f32x4.sub(v128.load(parameters + at), f32x4.mul(rate, v128.load(gradients + at))));
  }
  for (; i < count; i++) {
    const at = <usize>i << 2;
    store<f32>(parameters + at, load<f32>(parameters + at) - learningRate * load<f32>(gradients + at));
  }
}
