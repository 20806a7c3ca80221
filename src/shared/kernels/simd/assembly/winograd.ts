/**
 * Winograd's F(4×4, 3×3), four channels at a time (kernels.ts; its matrices stand in reference/winograd.ts). Each
 * transform goes through a tile's columns first, into `tile` (scratch, hot in the first-level cache), then through its
 * rows. Sums that two lines of a matrix share are made once. Pixels beyond the image are read from `paper`, zeros that
 * stand behind the tile: choosing addresses outside of the loop over channels costs less than choosing values in it.
 */
import { at, bytesOf } from './memory';

/** The k-th vector of the scratch tile. */
// @ts-ignore: decorator
@inline
function vector(k: i32): usize {
  return <usize>k << 4;
}

export function winogradInput(
  image: i32, height: i32, width: i32, channels: i32, padTop: i32, padLeft: i32,
  tilesDown: i32, tilesAcross: i32, planes: i32, planeStride: i32, tile: i32,
): void {
  const t = at(tile);
  const rowStep = bytesOf(width * channels), pixelStep = bytesOf(channels), planeStep = bytesOf(planeStride);
  const paper = t + 36 * pixelStep;
  memory.fill(paper, 0, pixelStep);
  let target = at(planes);
  for (let down = 0; down < tilesDown; down++) {
    const top = down * 4 - padTop;
    const first = max(0, -top), last = min(6, height - top);
    for (let across = 0; across < tilesAcross; across++) {
      const left = across * 4 - padLeft;
      const corner = at(image + (top * width + left) * channels);
      for (let j = 0; j < 6; j++) {
        const pixel = corner + <usize>j * pixelStep;
        const inside = left + j >= 0 && left + j < width;
        const d0 = inside && first <= 0 ? pixel : paper;
        const d1 = inside && first <= 1 && last > 1 ? pixel + rowStep : paper;
        const d2 = inside && first <= 2 && last > 2 ? pixel + 2 * rowStep : paper;
        const d3 = inside && last > 3 ? pixel + 3 * rowStep : paper;
        const d4 = inside && last > 4 ? pixel + 4 * rowStep : paper;
        const d5 = inside && last > 5 ? pixel + 5 * rowStep : paper;
        const to = t + <usize>j * pixelStep;
        for (let c: usize = 0; c < pixelStep; c += 16) {
          inputLine(
            v128.load(d0 + c), v128.load(d1 + c), v128.load(d2 + c), v128.load(d3 + c), v128.load(d4 + c), v128.load(d5 + c),
            to + c, 6 * pixelStep,
          );
        }
      }
      for (let i = 0; i < 6; i++) {
        const d0 = t + <usize>(6 * i) * pixelStep;
        const d1 = d0 + pixelStep, d2 = d1 + pixelStep, d3 = d2 + pixelStep, d4 = d3 + pixelStep, d5 = d4 + pixelStep;
        const to = target + <usize>(6 * i) * planeStep;
        for (let c: usize = 0; c < pixelStep; c += 16) {
          inputLine(
            v128.load(d0 + c), v128.load(d1 + c), v128.load(d2 + c), v128.load(d3 + c), v128.load(d4 + c), v128.load(d5 + c),
            to + c, planeStep,
          );
        }
      }
      target += pixelStep;
    }
  }
}

/** One line through Bᵀ, its six results `step` bytes apart. */
// @ts-ignore: decorator
@inline
function inputLine(d0: v128, d1: v128, d2: v128, d3: v128, d4: v128, d5: v128, to: usize, step: usize): void {
  const four = f32x4.splat(4);
  const even = f32x4.sub(d4, f32x4.mul(four, d2)), odd = f32x4.sub(d3, f32x4.mul(four, d1));
  const evenNear = f32x4.sub(d4, d2), difference = f32x4.sub(d3, d1), oddNear = f32x4.add(difference, difference);
  v128.store(to, f32x4.add(evenNear, f32x4.mul(four, f32x4.sub(d0, d2))));
  v128.store(to + step, f32x4.add(even, odd));
  v128.store(to + 2 * step, f32x4.sub(even, odd));
  v128.store(to + 3 * step, f32x4.add(evenNear, oddNear));
  v128.store(to + 4 * step, f32x4.sub(evenNear, oddNear));
  v128.store(to + 5 * step, f32x4.sub(f32x4.sub(d5, d3), f32x4.mul(four, difference)));
}

export function winogradInputGradient(
  image: i32, height: i32, width: i32, channels: i32, padTop: i32, padLeft: i32,
  tilesDown: i32, tilesAcross: i32, planes: i32, planeStride: i32, tile: i32,
): void {
  const t = at(tile);
  const rowStep = bytesOf(width * channels), pixelStep = bytesOf(channels), planeStep = bytesOf(planeStride);
  let source = at(planes);
  for (let down = 0; down < tilesDown; down++) {
    const top = down * 4 - padTop;
    const first = max(0, -top), last = min(6, height - top);
    for (let across = 0; across < tilesAcross; across++) {
      const left = across * 4 - padLeft;
      const firstColumn = max(0, -left), lastColumn = min(6, width - left);
      const corner = at(image + (top * width + left) * channels);
      for (let c = 0; c < channels; c += 4) {
        for (let j = 0; j < 6; j++) inputGradientLine(source + bytesOf(c) + <usize>j * planeStep, 6 * planeStep, t + vector(j), 96);
        for (let i = first; i < last; i++) {
          const row = t + vector(i * 6);
          inputGradientLine(row, 16, row, 16);
          const pixels = corner + <usize>i * rowStep + bytesOf(c);
          for (let j = firstColumn; j < lastColumn; j++) {
            const pixel = pixels + <usize>j * pixelStep;
            v128.store(pixel, f32x4.add(v128.load(pixel), v128.load(row + vector(j))));
          }
        }
      }
      source += pixelStep;
    }
  }
}

/** One line through B; `to` may be `from`. */
// @ts-ignore: decorator
@inline
function inputGradientLine(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const two = f32x4.splat(2), four = f32x4.splat(4), five = f32x4.splat(5);
  const v0 = v128.load(from), v1 = v128.load(from + fromStep), v2 = v128.load(from + 2 * fromStep);
  const v3 = v128.load(from + 3 * fromStep), v4 = v128.load(from + 4 * fromStep), v5 = v128.load(from + 5 * fromStep);
  const sum12 = f32x4.add(v1, v2), difference12 = f32x4.sub(v2, v1);
  const sum34 = f32x4.add(v3, v4), difference34 = f32x4.mul(two, f32x4.sub(v4, v3));
  v128.store(to, f32x4.mul(four, v0));
  v128.store(to + toStep, f32x4.add(f32x4.mul(four, f32x4.add(difference12, v5)), difference34));
  v128.store(to + 2 * toStep, f32x4.sub(f32x4.neg(f32x4.add(f32x4.mul(five, v0), f32x4.mul(four, sum12))), sum34));
  v128.store(to + 3 * toStep, f32x4.neg(f32x4.add(f32x4.add(difference12, difference34), f32x4.mul(five, v5))));
  v128.store(to + 4 * toStep, f32x4.add(v0, f32x4.add(sum12, sum34)));
  v128.store(to + 5 * toStep, v5);
}

export function winogradOutput(
  planes: i32, planeStride: i32, height: i32, width: i32, channels: i32, tilesDown: i32, tilesAcross: i32, bias: i32, image: i32, tile: i32,
): void {
  const t = at(tile);
  const planeStep = bytesOf(planeStride), pixelStep = bytesOf(channels);
  let source = at(planes);
  for (let down = 0; down < tilesDown; down++) {
    const rows = min(4, height - down * 4);
    for (let across = 0; across < tilesAcross; across++) {
      const columns = min(4, width - across * 4);
      for (let c = 0; c < channels; c += 4) {
        const start = v128.load(at(bias + c));
        for (let j = 0; j < 6; j++) outputLine(source + bytesOf(c) + <usize>j * planeStep, 6 * planeStep, t + vector(j), 96, f32x4.splat(0));
        for (let i = 0; i < rows; i++) {
          const row = t + vector(i * 6);
          const pixels = at(image + ((down * 4 + i) * width + across * 4) * channels + c);
          if (columns == 4) {
            outputLine(row, 16, pixels, pixelStep, start);
          } else {
            outputLine(row, 16, row, 16, start);
            for (let j = 0; j < columns; j++) v128.store(pixels + <usize>j * pixelStep, v128.load(row + vector(j)));
          }
        }
      }
      source += pixelStep;
    }
  }
}

/** One line through Aᵀ, plus `start`. */
// @ts-ignore: decorator
@inline
function outputLine(from: usize, fromStep: usize, to: usize, toStep: usize, start: v128): void {
  const m0 = v128.load(from), m1 = v128.load(from + fromStep), m2 = v128.load(from + 2 * fromStep);
  const m3 = v128.load(from + 3 * fromStep), m4 = v128.load(from + 4 * fromStep), m5 = v128.load(from + 5 * fromStep);
  const sum12 = f32x4.add(m1, m2), difference12 = f32x4.sub(m1, m2);
  const sum34 = f32x4.add(m3, m4), difference34 = f32x4.sub(m3, m4);
  v128.store(to, f32x4.add(start, f32x4.add(m0, f32x4.add(sum12, sum34))));
  v128.store(to + toStep, f32x4.add(start, f32x4.add(difference12, f32x4.mul(f32x4.splat(2), difference34))));
  v128.store(to + 2 * toStep, f32x4.add(start, f32x4.add(sum12, f32x4.mul(f32x4.splat(4), sum34))));
  v128.store(to + 3 * toStep, f32x4.add(start, f32x4.add(f32x4.add(difference12, f32x4.mul(f32x4.splat(8), difference34)), m5)));
}

export function winogradOutputGradient(
  planes: i32, planeStride: i32, height: i32, width: i32, channels: i32, tilesDown: i32, tilesAcross: i32, image: i32, tile: i32,
): void {
  const t = at(tile);
  const planeStep = bytesOf(planeStride), pixelStep = bytesOf(channels), rowStep = bytesOf(width * channels);
  const paper = t + 36 * pixelStep;
  memory.fill(paper, 0, pixelStep);
  let target = at(planes);
  for (let down = 0; down < tilesDown; down++) {
    const rows = height - down * 4;
    for (let across = 0; across < tilesAcross; across++) {
      const columns = width - across * 4;
      const corner = at(image + (down * 4 * width + across * 4) * channels);
      for (let j = 0; j < 4; j++) {
        const pixel = corner + <usize>j * pixelStep;
        const inside = j < columns;
        const y0 = inside ? pixel : paper;
        const y1 = inside && rows > 1 ? pixel + rowStep : paper;
        const y2 = inside && rows > 2 ? pixel + 2 * rowStep : paper;
        const y3 = inside && rows > 3 ? pixel + 3 * rowStep : paper;
        const to = t + <usize>j * pixelStep;
        for (let c: usize = 0; c < pixelStep; c += 16) {
          outputGradientLine(v128.load(y0 + c), v128.load(y1 + c), v128.load(y2 + c), v128.load(y3 + c), to + c, 4 * pixelStep);
        }
      }
      for (let i = 0; i < 6; i++) {
        const y0 = t + <usize>(4 * i) * pixelStep;
        const y1 = y0 + pixelStep, y2 = y1 + pixelStep, y3 = y2 + pixelStep;
        const to = target + <usize>(6 * i) * planeStep;
        for (let c: usize = 0; c < pixelStep; c += 16) {
          outputGradientLine(v128.load(y0 + c), v128.load(y1 + c), v128.load(y2 + c), v128.load(y3 + c), to + c, planeStep);
        }
      }
      target += pixelStep;
    }
  }
}

/** One line through A, its six results `step` bytes apart. */
// @ts-ignore: decorator
@inline
function outputGradientLine(y0: v128, y1: v128, y2: v128, y3: v128, to: usize, step: usize): void {
  const even = f32x4.add(y0, y2), odd = f32x4.add(y1, y3);
  const evenFar = f32x4.add(y0, f32x4.mul(f32x4.splat(4), y2));
  const oddFar = f32x4.add(f32x4.mul(f32x4.splat(2), y1), f32x4.mul(f32x4.splat(8), y3));
  v128.store(to, y0);
  v128.store(to + step, f32x4.add(even, odd));
  v128.store(to + 2 * step, f32x4.sub(even, odd));
  v128.store(to + 3 * step, f32x4.add(evenFar, oddFar));
  v128.store(to + 4 * step, f32x4.sub(evenFar, oddFar));
  v128.store(to + 5 * step, y3);
}

export function winogradWeights(
  weights: i32, inputs: i32, filters: i32, panel: i32, transformed: i32, transposed: i32, planeStride: i32, tile: i32,
): void {
  const t = at(tile);
  const planeStep = bytesOf(planeStride), tapStep = bytesOf(inputs * 8);
  for (let input = 0; input < inputs; input++) {
    for (let lane = 0; lane < 8; lane += 4) {
      const filter = at(weights + input * 8 + lane);
      for (let j = 0; j < 3; j++) {
        const tap = filter + <usize>j * tapStep;
        weightsLine(v128.load(tap), v128.load(tap + 3 * tapStep), v128.load(tap + 6 * tapStep), t + vector(j), 96);
      }
      let to = at(transformed + (panel * inputs + input) * 8 + lane);
      let across = at(transposed + ((input >> 3) * filters + panel * 8 + lane) * 8 + (input & 7));
      for (let i = 0; i < 6; i++) {
        const from = t + vector(i * 6);
        weightsLine(v128.load(from), v128.load(from, 16), v128.load(from, 32), to, planeStep);
        if (transposed >= 0) {
          for (let j = 0; j < 6; j++) {
            const entry = v128.load(to + <usize>j * planeStep);
            v128.store32_lane(across, entry, 0);
            v128.store32_lane(across, entry, 1, 32);
            v128.store32_lane(across, entry, 2, 64);
            v128.store32_lane(across, entry, 3, 96);
            across += planeStep;
          }
        }
        to += 6 * planeStep;
      }
    }
  }
}

/** One line through G, its six results `step` bytes apart. */
// @ts-ignore: decorator
@inline
function weightsLine(g0: v128, g1: v128, g2: v128, to: usize, step: usize): void {
  const sixth = f32x4.splat(<f32>(1.0 / 6.0)), twelfth = f32x4.splat(<f32>(1.0 / 12.0));
  const ends = f32x4.mul(sixth, f32x4.add(g0, g2)), middle = f32x4.mul(sixth, g1);
  const farEnds = f32x4.add(f32x4.mul(f32x4.splat(<f32>(1.0 / 24.0)), g0), f32x4.mul(sixth, g2)), farMiddle = f32x4.mul(twelfth, g1);
  v128.store(to, f32x4.mul(f32x4.splat(0.25), g0));
  v128.store(to + step, f32x4.neg(f32x4.add(ends, middle)));
  v128.store(to + 2 * step, f32x4.sub(middle, ends));
  v128.store(to + 3 * step, f32x4.add(farEnds, farMiddle));
  v128.store(to + 4 * step, f32x4.sub(farEnds, farMiddle));
  v128.store(to + 5 * step, g2);
}

export function winogradWeightsGradient(planes: i32, planeStride: i32, inputs: i32, panel: i32, gradient: i32, tile: i32): void {
  const t = at(tile);
  const planeStep = bytesOf(planeStride), tapStep = bytesOf(inputs * 8);
  for (let input = 0; input < inputs; input++) {
    for (let lane = 0; lane < 8; lane += 4) {
      const source = at(planes + (panel * inputs + input) * 8 + lane);
      for (let j = 0; j < 6; j++) weightsGradientLine(source + <usize>j * planeStep, 6 * planeStep, t + vector(j), 96);
      const target = at(gradient + input * 8 + lane);
      for (let i = 0; i < 3; i++) weightsGradientLine(t + vector(i * 6), 16, target + <usize>(3 * i) * tapStep, tapStep);
    }
  }
}

/** One line through Gᵀ. */
// @ts-ignore: decorator
@inline
function weightsGradientLine(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const sixth = f32x4.splat(<f32>(1.0 / 6.0)), twelfth = f32x4.splat(<f32>(1.0 / 12.0)), twentyFourth = f32x4.splat(<f32>(1.0 / 24.0));
  const u0 = v128.load(from), u1 = v128.load(from + fromStep), u2 = v128.load(from + 2 * fromStep);
  const u3 = v128.load(from + 3 * fromStep), u4 = v128.load(from + 4 * fromStep), u5 = v128.load(from + 5 * fromStep);
  const near = f32x4.mul(sixth, f32x4.add(u1, u2)), far = f32x4.add(u3, u4);
  v128.store(to, f32x4.add(f32x4.sub(f32x4.mul(f32x4.splat(0.25), u0), near), f32x4.mul(twentyFourth, far)));
  v128.store(to + toStep, f32x4.add(f32x4.mul(sixth, f32x4.sub(u2, u1)), f32x4.mul(twelfth, f32x4.sub(u3, u4))));
  v128.store(to + 2 * toStep, f32x4.add(f32x4.sub(f32x4.mul(sixth, far), near), u5));
}
