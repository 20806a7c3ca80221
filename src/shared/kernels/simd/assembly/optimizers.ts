/** Update rules; the formulas stand in reference/optimizers.ts and nn/optimizers/. */
import { at, bytesOf } from './memory';
import { put, second, TURN } from './vectors';

/** Four sums, so it has one vector in both engines. */
export function sumOfSquares(x: i32, count: i32, destination: i32): void {
  let sum = f32x4.splat(0);
  for (let i = 0; i < count; i += 4) {
    const now = v128.load(at(x + i));
    sum = f32x4.add(sum, f32x4.mul(now, now));
  }
  const pairs: f32 = f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1);
  store<f32>(at(destination), pairs + (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3)));
}

export function prepareGradient(parameters: i32, gradients: i32, count: i32, scale: f32, decay: f32): void {
  const scale4 = f32x4.splat(scale), decay4 = f32x4.splat(decay);
  const p = at(parameters), g = at(gradients);
  for (let i: usize = 0; i < bytesOf(count); i += TURN) {
    const g0 = v128.load(g + i), g1 = second(g + i), p0 = v128.load(p + i), p1 = second(p + i);
    put(g + i, f32x4.add(f32x4.mul(scale4, g0), f32x4.mul(decay4, p0)), f32x4.add(f32x4.mul(scale4, g1), f32x4.mul(decay4, p1)));
  }
}

export function scale(x: i32, count: i32, factor: f32): void {
  const factor4 = f32x4.splat(factor);
  for (let i: usize = 0; i < bytesOf(count); i += TURN) {
    const place = at(x) + i;
    put(place, f32x4.mul(factor4, v128.load(place)), f32x4.mul(factor4, second(place)));
  }
}

export function average(average: i32, x: i32, count: i32, share: f32): void {
  const share4 = f32x4.splat(share);
  const a = at(average), p = at(x);
  for (let i: usize = 0; i < bytesOf(count); i += TURN) {
    put(a + i, towards(v128.load(a + i), v128.load(p + i), share4), towards(second(a + i), second(p + i), share4));
  }
}

export function sgd(parameters: i32, gradients: i32, count: i32, learningRate: f32): void {
  const rate = f32x4.splat(learningRate);
  const p = at(parameters), g = at(gradients);
  for (let i: usize = 0; i < bytesOf(count); i += TURN) {
    const p0 = v128.load(p + i), p1 = second(p + i), g0 = v128.load(g + i), g1 = second(g + i);
    put(p + i, f32x4.sub(p0, f32x4.mul(rate, g0)), f32x4.sub(p1, f32x4.mul(rate, g1)));
  }
}

/** The next velocity. */
// @ts-ignore: decorator
@inline
function velocityOf(v: v128, g: v128, rate: v128, alpha: v128): v128 {
  return f32x4.sub(f32x4.mul(alpha, v), f32x4.mul(rate, g));
}

export function momentum(parameters: i32, gradients: i32, velocity: i32, count: i32, learningRate: f32, momentum: f32): void {
  const rate = f32x4.splat(learningRate), alpha = f32x4.splat(momentum);
  const p = at(parameters), g = at(gradients), v = at(velocity);
  for (let i: usize = 0; i < bytesOf(count); i += TURN) {
    const p0 = v128.load(p + i), p1 = second(p + i);
    const v0 = velocityOf(v128.load(v + i), v128.load(g + i), rate, alpha), v1 = velocityOf(second(v + i), second(g + i), rate, alpha);
    put(v + i, v0, v1);
    put(p + i, f32x4.add(p0, v0), f32x4.add(p1, v1));
  }
}

export function nesterov(parameters: i32, gradients: i32, velocity: i32, count: i32, learningRate: f32, momentum: f32): void {
  const rate = f32x4.splat(learningRate), alpha = f32x4.splat(momentum);
  const p = at(parameters), g = at(gradients), v = at(velocity);
  for (let i: usize = 0; i < bytesOf(count); i += TURN) {
    const p0 = v128.load(p + i), p1 = second(p + i), g0 = v128.load(g + i), g1 = second(g + i);
    const v0 = velocityOf(v128.load(v + i), g0, rate, alpha), v1 = velocityOf(second(v + i), g1, rate, alpha);
    put(v + i, v0, v1);
    put(p + i, ahead(p0, v0, g0, rate, alpha), ahead(p1, v1, g1, rate, alpha));
  }
}

// @ts-ignore: decorator
@inline
function ahead(p: v128, v: v128, g: v128, rate: v128, alpha: v128): v128 {
  return f32x4.sub(f32x4.add(p, f32x4.mul(alpha, v)), f32x4.mul(rate, g));
}

/** p − rate·g/(√h + ε) */
// @ts-ignore: decorator
@inline
function adapted(p: v128, g: v128, h: v128, rate: v128, epsilon: v128): v128 {
  return f32x4.sub(p, f32x4.div(f32x4.mul(rate, g), f32x4.add(f32x4.sqrt(h), epsilon)));
}

export function adaGrad(parameters: i32, gradients: i32, squares: i32, count: i32, learningRate: f32, epsilon: f32): void {
  const rate = f32x4.splat(learningRate), epsilon4 = f32x4.splat(epsilon);
  const p = at(parameters), g = at(gradients), h = at(squares);
  for (let i: usize = 0; i < bytesOf(count); i += TURN) {
    const p0 = v128.load(p + i), p1 = second(p + i), g0 = v128.load(g + i), g1 = second(g + i);
    const h0 = f32x4.add(v128.load(h + i), f32x4.mul(g0, g0)), h1 = f32x4.add(second(h + i), f32x4.mul(g1, g1));
    put(h + i, h0, h1);
    put(p + i, adapted(p0, g0, h0, rate, epsilon4), adapted(p1, g1, h1, rate, epsilon4));
  }
}

export function rmsProp(parameters: i32, gradients: i32, squares: i32, count: i32, learningRate: f32, decay: f64, epsilon: f32): void {
  const rate = f32x4.splat(learningRate), kept = f32x4.splat(<f32>decay), taken = f32x4.splat(<f32>(1 - decay)), epsilon4 = f32x4.splat(epsilon);
  const p = at(parameters), g = at(gradients), h = at(squares);
  for (let i: usize = 0; i < bytesOf(count); i += TURN) {
    const p0 = v128.load(p + i), p1 = second(p + i), g0 = v128.load(g + i), g1 = second(g + i);
    const h0 = f32x4.add(f32x4.mul(kept, v128.load(h + i)), f32x4.mul(taken, f32x4.mul(g0, g0)));
    const h1 = f32x4.add(f32x4.mul(kept, second(h + i)), f32x4.mul(taken, f32x4.mul(g1, g1)));
    put(h + i, h0, h1);
    put(p + i, adapted(p0, g0, h0, rate, epsilon4), adapted(p1, g1, h1, rate, epsilon4));
  }
}

/** 1 − β comes as float64 from the caller's number, so that 1 − 0.999 is not the difference of two float32. */
export function adam(
  parameters: i32, gradients: i32, mean: i32, squares: i32, count: i32, stepSize: f32, beta1: f64, beta2: f64, epsilon: f32,
): void {
  const rate = f32x4.splat(stepSize), taken1 = f32x4.splat(<f32>(1 - beta1)), taken2 = f32x4.splat(<f32>(1 - beta2));
  const epsilon4 = f32x4.splat(epsilon);
  const p = at(parameters), g = at(gradients), m = at(mean), v = at(squares);
  for (let i: usize = 0; i < bytesOf(count); i += TURN) {
    const p0 = v128.load(p + i), p1 = second(p + i), g0 = v128.load(g + i), g1 = second(g + i);
    const m0 = towards(v128.load(m + i), g0, taken1), m1 = towards(second(m + i), g1, taken1);
    const v0 = towards(v128.load(v + i), f32x4.mul(g0, g0), taken2), v1 = towards(second(v + i), f32x4.mul(g1, g1), taken2);
    put(m + i, m0, m1);
    put(v + i, v0, v1);
    put(p + i, adapted(p0, m0, v0, rate, epsilon4), adapted(p1, m1, v1, rate, epsilon4));
  }
}

/** A running mean after one more number, of which it takes a share. */
// @ts-ignore: decorator
@inline
function towards(mean: v128, number: v128, share: v128): v128 {
  return f32x4.add(mean, f32x4.mul(share, f32x4.sub(number, mean)));
}
