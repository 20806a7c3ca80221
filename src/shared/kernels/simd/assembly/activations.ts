/** y = f(x) and dx = f′·dy; what a gradient reads is said in kernels.ts. */
import { exp4, normalDistribution4 } from './functions';
import { at, bytesOf } from './memory';
import { all, FOUR, MINUS_HALF, ONE, TWENTY, TWO } from './numbers';
import { put, second, TURN } from './vectors';

/** φ(0) = 1/√(2π) */
const PEAK = memory.data<f32>([0.39894228]);

/** A function of four numbers: `y` of x, and `dx` of what its gradient reads, y or x, and of dy. `own` is its parameter, four times. */
class Relu {
  @inline y(x: v128, _: v128): v128 {
    return f32x4.max(x, f32x4.splat(0));
  }
  @inline dx(y: v128, dy: v128, _: v128): v128 {
    return v128.and(dy, f32x4.gt(y, f32x4.splat(0)));
  }
}

class LeakyRelu {
  @inline y(x: v128, own: v128): v128 {
    return v128.bitselect(x, f32x4.mul(own, x), f32x4.gt(x, f32x4.splat(0)));
  }
  @inline dx(y: v128, dy: v128, own: v128): v128 {
    return v128.bitselect(dy, f32x4.mul(own, dy), f32x4.gt(y, f32x4.splat(0)));
  }
}

class Elu {
  @inline y(x: v128, own: v128): v128 {
    return v128.bitselect(x, f32x4.mul(own, f32x4.sub(exp4(x), all(ONE))), f32x4.gt(x, f32x4.splat(0)));
  }
  @inline dx(y: v128, dy: v128, own: v128): v128 {
    return v128.bitselect(dy, f32x4.mul(dy, f32x4.add(y, own)), f32x4.gt(y, f32x4.splat(0)));
  }
}

class Gelu {
  @inline y(x: v128, _: v128): v128 {
    return f32x4.mul(x, normalDistribution4(x));
  }
  /** Φ(x) + x·φ(x) */
  @inline dx(x: v128, dy: v128, _: v128): v128 {
    const density = f32x4.mul(exp4(f32x4.mul(f32x4.mul(x, x), all(MINUS_HALF))), all(PEAK));
    return f32x4.mul(dy, f32x4.add(normalDistribution4(x), f32x4.mul(x, density)));
  }
}

class Silu {
  @inline y(x: v128, _: v128): v128 {
    return f32x4.mul(x, sigmoid4(x));
  }
  /** s·(1 + x·(1 − s)), s = sigmoid(x) */
  @inline dx(x: v128, dy: v128, _: v128): v128 {
    const one = all(ONE), s = sigmoid4(x);
    return f32x4.mul(dy, f32x4.mul(s, f32x4.add(one, f32x4.mul(x, f32x4.sub(one, s)))));
  }
}

class Mish {
  /** tanh(ln(1 + e)) = n/(n + 2), n = e·(e + 2), e = eˣ; from x = 20 on it is 1, and larger x would overflow. */
  @inline y(x: v128, _: v128): v128 {
    const two = all(TWO), e = exp4(f32x4.min(x, all(TWENTY)));
    const n = f32x4.mul(e, f32x4.add(e, two));
    return f32x4.mul(x, f32x4.div(n, f32x4.add(n, two)));
  }
  /** n/(n + 2) + x·4·e·(1 + e)/(n + 2)² */
  @inline dx(x: v128, dy: v128, _: v128): v128 {
    const two = all(TWO), near = f32x4.min(x, all(TWENTY)), e = exp4(near);
    const n = f32x4.mul(e, f32x4.add(e, two));
    const below = f32x4.add(n, two);
    const rise = f32x4.div(f32x4.mul(f32x4.mul(all(FOUR), e), f32x4.add(all(ONE), e)), f32x4.mul(below, below));
    return f32x4.mul(dy, f32x4.add(f32x4.div(n, below), f32x4.mul(near, rise)));
  }
}

class Sigmoid {
  @inline y(x: v128, _: v128): v128 {
    return sigmoid4(x);
  }
  @inline dx(y: v128, dy: v128, _: v128): v128 {
    return f32x4.mul(f32x4.mul(dy, y), f32x4.sub(all(ONE), y));
  }
}

class Tanh {
  /** 2·sigmoid(2x) − 1 */
  @inline y(x: v128, _: v128): v128 {
    const two = all(TWO);
    return f32x4.sub(f32x4.mul(two, sigmoid4(f32x4.mul(two, x))), all(ONE));
  }
  @inline dx(y: v128, dy: v128, _: v128): v128 {
    return f32x4.mul(dy, f32x4.sub(all(ONE), f32x4.mul(y, y)));
  }
}

// @ts-ignore: decorator
@inline
function sigmoid4(x: v128): v128 {
  const one = all(ONE);
  return f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(x))));
}

// @ts-ignore: decorator
@inline
function forward<F>(x: i32, y: i32, count: i32, parameter: f32): void {
  const f = changetype<F>(0), own = f32x4.splat(parameter);
  const end = bytesOf(count);
  for (let i: usize = 0; i < end; i += TURN) {
    const from = at(x) + i;
    const first = v128.load(from), next = second(from);
    put(at(y) + i, f.y(first, own), f.y(next, own));
  }
}

/** `seen` is what the gradient reads. */
// @ts-ignore: decorator
@inline
function backward<F>(seen: i32, dy: i32, dx: i32, count: i32, parameter: f32): void {
  const f = changetype<F>(0), own = f32x4.splat(parameter);
  const end = bytesOf(count);
  for (let i: usize = 0; i < end; i += TURN) {
    const from = at(seen) + i, gradient = at(dy) + i;
    const first = v128.load(from), next = second(from), firstGradient = v128.load(gradient), nextGradient = second(gradient);
    put(at(dx) + i, f.dx(first, firstGradient, own), f.dx(next, nextGradient, own));
  }
}

export function relu(x: i32, y: i32, count: i32, parameter: f32): void {
  forward<Relu>(x, y, count, parameter);
}

export function reluGradient(_: i32, y: i32, dy: i32, dx: i32, count: i32, parameter: f32): void {
  backward<Relu>(y, dy, dx, count, parameter);
}

export function leakyRelu(x: i32, y: i32, count: i32, parameter: f32): void {
  forward<LeakyRelu>(x, y, count, parameter);
}

export function leakyReluGradient(_: i32, y: i32, dy: i32, dx: i32, count: i32, parameter: f32): void {
  backward<LeakyRelu>(y, dy, dx, count, parameter);
}

export function elu(x: i32, y: i32, count: i32, parameter: f32): void {
  forward<Elu>(x, y, count, parameter);
}

export function eluGradient(_: i32, y: i32, dy: i32, dx: i32, count: i32, parameter: f32): void {
  backward<Elu>(y, dy, dx, count, parameter);
}

export function gelu(x: i32, y: i32, count: i32, parameter: f32): void {
  forward<Gelu>(x, y, count, parameter);
}

export function geluGradient(x: i32, _: i32, dy: i32, dx: i32, count: i32, parameter: f32): void {
  backward<Gelu>(x, dy, dx, count, parameter);
}

export function silu(x: i32, y: i32, count: i32, parameter: f32): void {
  forward<Silu>(x, y, count, parameter);
}

export function siluGradient(x: i32, _: i32, dy: i32, dx: i32, count: i32, parameter: f32): void {
  backward<Silu>(x, dy, dx, count, parameter);
}

export function mish(x: i32, y: i32, count: i32, parameter: f32): void {
  forward<Mish>(x, y, count, parameter);
}

export function mishGradient(x: i32, _: i32, dy: i32, dx: i32, count: i32, parameter: f32): void {
  backward<Mish>(x, dy, dx, count, parameter);
}

export function sigmoid(x: i32, y: i32, count: i32, parameter: f32): void {
  forward<Sigmoid>(x, y, count, parameter);
}

export function sigmoidGradient(_: i32, y: i32, dy: i32, dx: i32, count: i32, parameter: f32): void {
  backward<Sigmoid>(y, dy, dx, count, parameter);
}

export function tanh(x: i32, y: i32, count: i32, parameter: f32): void {
  forward<Tanh>(x, y, count, parameter);
}

export function tanhGradient(_: i32, y: i32, dy: i32, dx: i32, count: i32, parameter: f32): void {
  backward<Tanh>(y, dy, dx, count, parameter);
}
