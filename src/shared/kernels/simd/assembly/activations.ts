/** y = f(x) and dx = f′·dy, four numbers at a time; what a gradient reads is said in kernels.ts. */
import { exp4, normalDistribution4 } from './functions';
import { at } from './memory';

// @ts-ignore: decorator
@inline
function sigmoid4(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(x))));
}

export function relu(x: i32, y: i32, count: i32, _: f32): void {
  const zero = f32x4.splat(0);
  for (let i = 0; i < count; i += 4) v128.store(at(y + i), f32x4.max(v128.load(at(x + i)), zero));
}

export function reluGradient(x: i32, y: i32, dy: i32, dx: i32, count: i32, _: f32): void {
  const zero = f32x4.splat(0);
  for (let i = 0; i < count; i += 4) v128.store(at(dx + i), v128.and(v128.load(at(dy + i)), f32x4.gt(v128.load(at(y + i)), zero)));
}

export function leakyRelu(x: i32, y: i32, count: i32, leak: f32): void {
  const zero = f32x4.splat(0), leak4 = f32x4.splat(leak);
  for (let i = 0; i < count; i += 4) {
    const now = v128.load(at(x + i));
    v128.store(at(y + i), v128.bitselect(now, f32x4.mul(leak4, now), f32x4.gt(now, zero)));
  }
}

export function leakyReluGradient(x: i32, y: i32, dy: i32, dx: i32, count: i32, leak: f32): void {
  const zero = f32x4.splat(0), leak4 = f32x4.splat(leak);
  for (let i = 0; i < count; i += 4) {
    const gradient = v128.load(at(dy + i));
    v128.store(at(dx + i), v128.bitselect(gradient, f32x4.mul(leak4, gradient), f32x4.gt(v128.load(at(y + i)), zero)));
  }
}

export function elu(x: i32, y: i32, count: i32, alpha: f32): void {
  const zero = f32x4.splat(0), one = f32x4.splat(1), alpha4 = f32x4.splat(alpha);
  for (let i = 0; i < count; i += 4) {
    const now = v128.load(at(x + i));
    v128.store(at(y + i), v128.bitselect(now, f32x4.mul(alpha4, f32x4.sub(exp4(now), one)), f32x4.gt(now, zero)));
  }
}

export function eluGradient(x: i32, y: i32, dy: i32, dx: i32, count: i32, alpha: f32): void {
  const zero = f32x4.splat(0), alpha4 = f32x4.splat(alpha);
  for (let i = 0; i < count; i += 4) {
    const gradient = v128.load(at(dy + i)), out = v128.load(at(y + i));
    v128.store(at(dx + i), v128.bitselect(gradient, f32x4.mul(gradient, f32x4.add(out, alpha4)), f32x4.gt(out, zero)));
  }
}

export function gelu(x: i32, y: i32, count: i32, _: f32): void {
  for (let i = 0; i < count; i += 4) {
    const now = v128.load(at(x + i));
    v128.store(at(y + i), f32x4.mul(now, normalDistribution4(now)));
  }
}

/** Φ(x) + x·φ(x) */
export function geluGradient(x: i32, y: i32, dy: i32, dx: i32, count: i32, _: f32): void {
  for (let i = 0; i < count; i += 4) {
    const now = v128.load(at(x + i));
    const density = f32x4.mul(exp4(f32x4.mul(f32x4.mul(now, now), f32x4.splat(-0.5))), f32x4.splat(0.39894228));
    const slope = f32x4.add(normalDistribution4(now), f32x4.mul(now, density));
    v128.store(at(dx + i), f32x4.mul(v128.load(at(dy + i)), slope));
  }
}

export function silu(x: i32, y: i32, count: i32, _: f32): void {
  for (let i = 0; i < count; i += 4) {
    const now = v128.load(at(x + i));
    v128.store(at(y + i), f32x4.mul(now, sigmoid4(now)));
  }
}

/** s·(1 + x·(1 − s)), s = sigmoid(x) */
export function siluGradient(x: i32, y: i32, dy: i32, dx: i32, count: i32, _: f32): void {
  const one = f32x4.splat(1);
  for (let i = 0; i < count; i += 4) {
    const now = v128.load(at(x + i));
    const s = sigmoid4(now);
    const slope = f32x4.mul(s, f32x4.add(one, f32x4.mul(now, f32x4.sub(one, s))));
    v128.store(at(dx + i), f32x4.mul(v128.load(at(dy + i)), slope));
  }
}

/** tanh(ln(1 + e)) = n/(n + 2), n = e·(e + 2), e = eˣ; from x = 20 on it is 1, and larger x would overflow. */
export function mish(x: i32, y: i32, count: i32, _: f32): void {
  const two = f32x4.splat(2), most = f32x4.splat(20);
  for (let i = 0; i < count; i += 4) {
    const now = v128.load(at(x + i));
    const e = exp4(f32x4.min(now, most));
    const n = f32x4.mul(e, f32x4.add(e, two));
    v128.store(at(y + i), f32x4.mul(now, f32x4.div(n, f32x4.add(n, two))));
  }
}

/** n/(n + 2) + x·4·e·(1 + e)/(n + 2)², with n and e as in `mish` */
export function mishGradient(x: i32, y: i32, dy: i32, dx: i32, count: i32, _: f32): void {
  const one = f32x4.splat(1), two = f32x4.splat(2), four = f32x4.splat(4), most = f32x4.splat(20);
  for (let i = 0; i < count; i += 4) {
    const now = v128.load(at(x + i));
    const near = f32x4.min(now, most), e = exp4(near);
    const n = f32x4.mul(e, f32x4.add(e, two));
    const below = f32x4.add(n, two);
    const rise = f32x4.div(f32x4.mul(f32x4.mul(four, e), f32x4.add(one, e)), f32x4.mul(below, below));
    const slope = f32x4.add(f32x4.div(n, below), f32x4.mul(near, rise));
    v128.store(at(dx + i), f32x4.mul(v128.load(at(dy + i)), slope));
  }
}

export function sigmoid(x: i32, y: i32, count: i32, _: f32): void {
  for (let i = 0; i < count; i += 4) v128.store(at(y + i), sigmoid4(v128.load(at(x + i))));
}

export function sigmoidGradient(x: i32, y: i32, dy: i32, dx: i32, count: i32, _: f32): void {
  const one = f32x4.splat(1);
  for (let i = 0; i < count; i += 4) {
    const out = v128.load(at(y + i));
    v128.store(at(dx + i), f32x4.mul(f32x4.mul(v128.load(at(dy + i)), out), f32x4.sub(one, out)));
  }
}

/** tanh x = 2·sigmoid(2x) − 1 */
export function tanh(x: i32, y: i32, count: i32, _: f32): void {
  const one = f32x4.splat(1), two = f32x4.splat(2);
  for (let i = 0; i < count; i += 4) {
    v128.store(at(y + i), f32x4.sub(f32x4.mul(two, sigmoid4(f32x4.mul(two, v128.load(at(x + i))))), one));
  }
}

export function tanhGradient(x: i32, y: i32, dy: i32, dx: i32, count: i32, _: f32): void {
  const one = f32x4.splat(1);
  for (let i = 0; i < count; i += 4) {
    const out = v128.load(at(y + i));
    v128.store(at(dx + i), f32x4.mul(v128.load(at(dy + i)), f32x4.sub(one, f32x4.mul(out, out))));
  }
}
