/** Images seen through a map, with strokes of another thickness. An image is `width` numbers a row, rows without gaps. */
import { plus } from './functions';
import { at, atByte, bytesOf } from './memory';
import { all, ONE } from './numbers';
import { NUMBERS, put, second } from './vectors';

export function warp(
  image: i32, stride: i32, height: i32, width: i32, y: i32,
  xx: f32, xy: f32, x0: f32, yx: f32, yy: f32, y0: f32, displacements: i32,
): void {
  const pixels = atByte(image);
  const bent = displacements >= 0;
  const size = height * width;
  const farX = <f32>width + 1, farY = <f32>height + 1;
  for (let v = 0; v < height; v++) {
    for (let u = 0; u < width; u++) {
      const place = v * width + u;
      let sx = xx * <f32>u + xy * <f32>v + x0;
      let sy = yx * <f32>u + yy * <f32>v + y0;
      if (bent) {
        sx += load<f32>(at(displacements + place));
        sy += load<f32>(at(displacements + size + place));
      }
      sx = min(max(sx, -2), farX);
      sy = min(max(sy, -2), farY);
      const left = floor(sx), top = floor(sy);
      const column = <i32>left, row = <i32>top;
      const right: f32 = sx - left, below: f32 = sy - top;
      let ink: f32 = 0;
      if (row >= 0 && column >= 0 && row + 1 < height && column + 1 < width) {
        const from = pixels + (row * width + column) * stride, under = from + width * stride;
        const upper = <f32>load<u8>(from) * (1 - right) + <f32>load<u8>(from + stride) * right;
        const lower = <f32>load<u8>(under) * (1 - right) + <f32>load<u8>(under + stride) * right;
        ink = upper * (1 - below) + lower * below;
      } else {
        const upper = pixel(pixels, stride, height, width, row, column) * (1 - right) + pixel(pixels, stride, height, width, row, column + 1) * right;
        const lower = pixel(pixels, stride, height, width, row + 1, column) * (1 - right) + pixel(pixels, stride, height, width, row + 1, column + 1) * right;
        ink = upper * (1 - below) + lower * below;
      }
      store<f32>(at(y + place), ink * (1.0 / 255.0));
    }
  }
}

// @ts-ignore: decorator
@inline
function pixel(pixels: usize, stride: i32, height: i32, width: i32, row: i32, column: i32): f32 {
  return <u32>row < <u32>height && <u32>column < <u32>width ? <f32>load<u8>(pixels + (row * width + column) * stride) : 0;
}

/** Weight of knot k (0 … 3) of a uniform cubic B-spline, t of the way from the second knot to the third. */
function spline(k: i32, t: f32): f32 {
  const s: f32 = 1 - t;
  if (k == 0) return (s * s * s) / 6;
  if (k == 1) return (3 * t * t * t - 6 * t * t + 4) / 6;
  if (k == 2) return (3 * s * s * s - 6 * s * s + 4) / 6;
  return (t * t * t) / 6;
}

export function bend(knots: i32, rows: i32, columns: i32, spacing: f32, between: i32, y: i32, height: i32, width: i32): void {
  for (let u = 0; u < width; u++) {
    const place = <f32>u / spacing;
    const first = <i32>place;
    const t: f32 = place - <f32>first;
    const w0 = spline(0, t), w1 = spline(1, t), w2 = spline(2, t), w3 = spline(3, t);
    for (let r = 0; r < rows; r++) {
      const from = at(knots + r * columns + first);
      store<f32>(at(between + r * width + u), load<f32>(from) * w0 + load<f32>(from, 4) * w1 + load<f32>(from, 8) * w2 + load<f32>(from, 12) * w3);
    }
  }
  const whole = width & ~3;
  const stride = bytesOf(width);
  for (let v = 0; v < height; v++) {
    const place = <f32>v / spacing;
    const first = <i32>place;
    const t: f32 = place - <f32>first;
    const w0 = spline(0, t), w1 = spline(1, t), w2 = spline(2, t), w3 = spline(3, t);
    for (let u = 0; u < whole; u += 4) {
      const from = at(between + first * width + u), to = at(y + v * width + u);
      let sum = v128.load(to);
      sum = f32x4.add(sum, f32x4.mul(v128.load(from), f32x4.splat(w0)));
      sum = f32x4.add(sum, f32x4.mul(v128.load(from + stride), f32x4.splat(w1)));
      sum = f32x4.add(sum, f32x4.mul(v128.load(from + 2 * stride), f32x4.splat(w2)));
      v128.store(to, f32x4.add(sum, f32x4.mul(v128.load(from + 3 * stride), f32x4.splat(w3))));
    }
    for (let u = whole; u < width; u++) {
      const from = at(between + first * width + u), to = at(y + v * width + u);
      store<f32>(to, load<f32>(to) + load<f32>(from) * w0 + load<f32>(from + stride) * w1 + load<f32>(from + 2 * stride) * w2 + load<f32>(from + 3 * stride) * w3);
    }
  }
}

// @ts-ignore: decorator
@inline
function extreme(a: v128, b: v128, most: bool): v128 {
  return most ? f32x4.max(a, b) : f32x4.min(a, b);
}

/** Rows between are 8 numbers longer: one of paper before, and enough after for whole vectors. */
export function thicken(x: i32, height: i32, width: i32, between: i32, amount: f32): void {
  const most = amount > 0;
  const share = f32x4.splat(abs(amount));
  const stride = bytesOf(width + 8), row = bytesOf(width);
  const paper = f32x4.splat(0);
  for (let v = 0; v < height; v++) {
    const from = at(x + v * width), to = at(between) + <usize>v * stride;
    for (let i: usize = 0; i < stride; i += 4) store<f32>(to + i, 0);
    for (let u = 0; u < width; u += 4) {
      // The last vector may reach into the next row; its surplus is put back to paper below.
      const i = bytesOf(u);
      let e = v128.load(from + i);
      e = extreme(e, v > 0 ? v128.load(from + i - row) : paper, most);
      e = extreme(e, v + 1 < height ? v128.load(from + i + row) : paper, most);
      v128.store(to + i + 4, e);
    }
    for (let u = width; u < (width + 3 & ~3); u++) store<f32>(to + bytesOf(u) + 4, 0);
  }
  const whole = width & ~3;
  for (let v = 0; v < height; v++) {
    const from = at(between) + <usize>v * stride, to = at(x + v * width);
    for (let u = 0; u < whole; u += 4) {
      const i = bytesOf(u);
      const e = extreme(extreme(v128.load(from + i), v128.load(from + i, 4), most), v128.load(from + i, 8), most);
      const old = v128.load(to + i);
      v128.store(to + i, f32x4.add(old, f32x4.mul(share, f32x4.sub(e, old))));
    }
    for (let u = whole; u < width; u++) {
      const i = bytesOf(u);
      const a = load<f32>(from + i), b = load<f32>(from + i, 4), c = load<f32>(from + i, 8);
      const e = most ? max(max(a, b), c) : min(min(a, b), c);
      const old = load<f32>(to + i);
      store<f32>(to + i, old + abs(amount) * (e - old));
    }
  }
}

export function scaleInk(x: i32, y: i32, stride: i32, count: i32, scale: f32, shift: f32): void {
  const scale4 = f32x4.splat(scale), shift4 = f32x4.splat(shift);
  let i = 0;
  if (stride == 1) for (; i + NUMBERS <= count; i += NUMBERS) {
    const from = at(x + i);
    put(at(y + i), plus(shift4, ink(v128.load(from)), scale4), plus(shift4, ink(second(from)), scale4));
  }
  for (; i < count; i++) store<f32>(at(y + i * stride), min<f32>(max<f32>(load<f32>(at(x + i)), 0), 1) * scale + shift);
}

// @ts-ignore: decorator
@inline
function ink(x: v128): v128 {
  return f32x4.min(f32x4.max(x, f32x4.splat(0)), all(ONE));
}
