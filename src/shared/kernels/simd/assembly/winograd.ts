/**
 * Winograd's F(4×4, 3×3), some channels a turn (kernels.ts; its matrices stand in reference/winograd.ts). Each transform
 * goes through a tile's columns first, into `tile` (scratch, hot in the first-level cache), then through its rows. Sums
 * that two lines of a matrix share are made once. Pixels beyond the image are read from `paper`, zeros that stand behind
 * the tile: choosing addresses outside of the loop over channels costs less than choosing values in it.
 */
import { plus } from './functions';
import { at, bytesOf } from './memory';
import { all, EIGHT, FIVE, FOUR, QUARTER, SIXTH, TWELFTH, TWENTY_FOURTH, TWO } from './numbers';
import { NUMBERS, put, second, TURN } from './vectors';

/** Where the scratch tile's k-th place is. */
// @ts-ignore: decorator
@inline
function vector(k: i32): usize {
  return <usize>k * TURN;
}

/** From a place of the scratch tile to the one below it. */
const TILE_ROW: usize = 6 * TURN;

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
        const d0 = inside && first <= 0 && last > 0 ? pixel : paper;
        const d1 = inside && first <= 1 && last > 1 ? pixel + rowStep : paper;
        const d2 = inside && first <= 2 && last > 2 ? pixel + 2 * rowStep : paper;
        const d3 = inside && first <= 3 && last > 3 ? pixel + 3 * rowStep : paper;
        const d4 = inside && first <= 4 && last > 4 ? pixel + 4 * rowStep : paper;
        const d5 = inside && first <= 5 && last > 5 ? pixel + 5 * rowStep : paper;
        const to = t + <usize>j * pixelStep;
        for (let c: usize = 0; c < pixelStep; c += TURN) inputLine(d0 + c, d1 + c, d2 + c, d3 + c, d4 + c, d5 + c, to + c, 6 * pixelStep);
      }
      for (let i = 0; i < 6; i++) {
        const d0 = t + <usize>(6 * i) * pixelStep;
        const d1 = d0 + pixelStep, d2 = d1 + pixelStep, d3 = d2 + pixelStep, d4 = d3 + pixelStep, d5 = d4 + pixelStep;
        const to = target + <usize>(6 * i) * planeStep;
        for (let c: usize = 0; c < pixelStep; c += TURN) inputLine(d0 + c, d1 + c, d2 + c, d3 + c, d4 + c, d5 + c, to + c, planeStep);
      }
      target += pixelStep;
    }
  }
}

/** One line through Bᵀ, its six results `step` bytes apart. */
// @ts-ignore: decorator
@inline
function inputLine(d0: usize, d1: usize, d2: usize, d3: usize, d4: usize, d5: usize, to: usize, step: usize): void {
  const a0 = v128.load(d0), a1 = v128.load(d1), a2 = v128.load(d2), a3 = v128.load(d3), a4 = v128.load(d4), a5 = v128.load(d5);
  const b0 = second(d0), b1 = second(d1), b2 = second(d2), b3 = second(d3), b4 = second(d4), b5 = second(d5);
  const evenA = lessFour(a4, a2), oddA = lessFour(a3, a1), nearA = f32x4.sub(a4, a2), betweenA = f32x4.sub(a3, a1);
  const evenB = lessFour(b4, b2), oddB = lessFour(b3, b1), nearB = f32x4.sub(b4, b2), betweenB = f32x4.sub(b3, b1);
  const twiceA = f32x4.add(betweenA, betweenA), twiceB = f32x4.add(betweenB, betweenB);
  put(to, andFour(nearA, f32x4.sub(a0, a2)), andFour(nearB, f32x4.sub(b0, b2)));
  put(to + step, f32x4.add(evenA, oddA), f32x4.add(evenB, oddB));
  put(to + 2 * step, f32x4.sub(evenA, oddA), f32x4.sub(evenB, oddB));
  put(to + 3 * step, f32x4.add(nearA, twiceA), f32x4.add(nearB, twiceB));
  put(to + 4 * step, f32x4.sub(nearA, twiceA), f32x4.sub(nearB, twiceB));
  put(to + 5 * step, lessFour(f32x4.sub(a5, a3), betweenA), lessFour(f32x4.sub(b5, b3), betweenB));
}

// @ts-ignore: decorator
@inline
function lessFour(x: v128, y: v128): v128 {
  return f32x4.sub(x, f32x4.mul(all(FOUR), y));
}

// @ts-ignore: decorator
@inline
function andFour(x: v128, y: v128): v128 {
  return f32x4.add(x, f32x4.mul(all(FOUR), y));
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
      for (let c = 0; c < channels; c += NUMBERS) {
        for (let j = 0; j < 6; j++) inputGradientLine(source + bytesOf(c) + <usize>j * planeStep, 6 * planeStep, t + vector(j), TILE_ROW);
        for (let i = first; i < last; i++) {
          const row = t + vector(i * 6);
          inputGradientLine(row, TURN, row, TURN);
          const pixels = corner + <usize>i * rowStep + bytesOf(c);
          // Tiles overlap by two pixels; where none has been before, sums begin.
          const columnsSeen = down > 0 && i < 2 ? lastColumn : min(max(across > 0 ? 2 : 0, firstColumn), lastColumn);
          for (let j = columnsSeen; j < lastColumn; j++) {
            const pixel = pixels + <usize>j * pixelStep, place = row + vector(j);
            put(pixel, f32x4.add(f32x4.splat(0), v128.load(place)), f32x4.add(f32x4.splat(0), second(place)));
          }
          for (let j = firstColumn; j < columnsSeen; j++) {
            const pixel = pixels + <usize>j * pixelStep, place = row + vector(j);
            put(pixel, f32x4.add(v128.load(pixel), v128.load(place)), f32x4.add(second(pixel), second(place)));
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
  const from2 = from + 2 * fromStep, from4 = from + 4 * fromStep;
  const a0 = v128.load(from), a1 = v128.load(from + fromStep), a2 = v128.load(from2);
  const a3 = v128.load(from2 + fromStep), a4 = v128.load(from4), a5 = v128.load(from4 + fromStep);
  const b0 = second(from), b1 = second(from + fromStep), b2 = second(from2);
  const b3 = second(from2 + fromStep), b4 = second(from4), b5 = second(from4 + fromStep);
  const near12A = f32x4.add(a1, a2), apart12A = f32x4.sub(a2, a1), near34A = f32x4.add(a3, a4), apart34A = f32x4.mul(all(TWO), f32x4.sub(a4, a3));
  const near12B = f32x4.add(b1, b2), apart12B = f32x4.sub(b2, b1), near34B = f32x4.add(b3, b4), apart34B = f32x4.mul(all(TWO), f32x4.sub(b4, b3));
  put(to, f32x4.mul(all(FOUR), a0), f32x4.mul(all(FOUR), b0));
  put(to + toStep, f32x4.add(f32x4.mul(all(FOUR), f32x4.add(apart12A, a5)), apart34A), f32x4.add(f32x4.mul(all(FOUR), f32x4.add(apart12B, b5)), apart34B));
  put(to + 2 * toStep, thirdOfGradient(a0, near12A, near34A), thirdOfGradient(b0, near12B, near34B));
  put(to + 3 * toStep, fourthOfGradient(apart12A, apart34A, a5), fourthOfGradient(apart12B, apart34B, b5));
  put(to + 4 * toStep, f32x4.add(a0, f32x4.add(near12A, near34A)), f32x4.add(b0, f32x4.add(near12B, near34B)));
  put(to + 5 * toStep, a5, b5);
}

/** −(5·v₀ + 4·(v₁ + v₂)) − (v₃ + v₄) */
// @ts-ignore: decorator
@inline
function thirdOfGradient(v0: v128, near12: v128, near34: v128): v128 {
  return f32x4.sub(f32x4.neg(f32x4.add(f32x4.mul(all(FIVE), v0), f32x4.mul(all(FOUR), near12))), near34);
}

/** −((v₂ − v₁) + 2·(v₄ − v₃) + 5·v₅) */
// @ts-ignore: decorator
@inline
function fourthOfGradient(apart12: v128, apart34: v128, v5: v128): v128 {
  return f32x4.neg(f32x4.add(f32x4.add(apart12, apart34), f32x4.mul(all(FIVE), v5)));
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
      for (let c = 0; c < channels; c += NUMBERS) {
        const start = at(bias + c);
        for (let j = 0; j < 6; j++) outputLine(source + bytesOf(c) + <usize>j * planeStep, 6 * planeStep, t + vector(j), TILE_ROW, 4, start, false);
        for (let i = 0; i < rows; i++) {
          const row = t + vector(i * 6);
          const pixels = at(image + ((down * 4 + i) * width + across * 4) * channels + c);
          if (columns == 4) {
            outputLine(row, TURN, pixels, pixelStep, 4, start, true);
          } else {
            outputLine(row, TURN, row, TURN, 3, start, true);
            for (let j = 0; j < columns; j++) {
              const place = row + vector(j);
              put(pixels + <usize>j * pixelStep, v128.load(place), second(place));
            }
          }
        }
      }
      source += pixelStep;
    }
  }
}

/** The first 3 or 4 results of one line through Aᵀ, plus what stands at `start` if it is `biased`; how many the compiler knows. */
// @ts-ignore: decorator
@inline
function outputLine(from: usize, fromStep: usize, to: usize, toStep: usize, results: i32, start: usize, biased: bool): void {
  const from2 = from + 2 * fromStep, from4 = from + 4 * fromStep;
  const a0 = v128.load(from), a1 = v128.load(from + fromStep), a2 = v128.load(from2);
  const a3 = v128.load(from2 + fromStep), a4 = v128.load(from4), a5 = v128.load(from4 + fromStep);
  const b0 = second(from), b1 = second(from + fromStep), b2 = second(from2);
  const b3 = second(from2 + fromStep), b4 = second(from4), b5 = second(from4 + fromStep);
  const near12A = f32x4.add(a1, a2), apart12A = f32x4.sub(a1, a2), near34A = f32x4.add(a3, a4), apart34A = f32x4.sub(a3, a4);
  const near12B = f32x4.add(b1, b2), apart12B = f32x4.sub(b1, b2), near34B = f32x4.add(b3, b4), apart34B = f32x4.sub(b3, b4);
  const y0A = f32x4.add(a0, f32x4.add(near12A, near34A)), y0B = f32x4.add(b0, f32x4.add(near12B, near34B));
  const y1A = plus(apart12A, all(TWO), apart34A), y1B = plus(apart12B, all(TWO), apart34B);
  const y2A = andFour(near12A, near34A), y2B = andFour(near12B, near34B);
  const y3A = f32x4.add(plus(apart12A, all(EIGHT), apart34A), a5), y3B = f32x4.add(plus(apart12B, all(EIGHT), apart34B), b5);
  if (biased) {
    const startA = v128.load(start), startB = second(start);
    put(to, f32x4.add(startA, y0A), f32x4.add(startB, y0B));
    put(to + toStep, f32x4.add(startA, y1A), f32x4.add(startB, y1B));
    put(to + 2 * toStep, f32x4.add(startA, y2A), f32x4.add(startB, y2B));
    if (results > 3) put(to + 3 * toStep, f32x4.add(startA, y3A), f32x4.add(startB, y3B));
  } else {
    put(to, y0A, y0B);
    put(to + toStep, y1A, y1B);
    put(to + 2 * toStep, y2A, y2B);
    put(to + 3 * toStep, y3A, y3B);
  }
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
        for (let c: usize = 0; c < pixelStep; c += TURN) outputGradientLine(y0 + c, y1 + c, y2 + c, y3 + c, to + c, 4 * pixelStep);
      }
      for (let i = 0; i < 6; i++) {
        const y0 = t + <usize>(4 * i) * pixelStep;
        const y1 = y0 + pixelStep, y2 = y1 + pixelStep, y3 = y2 + pixelStep;
        const to = target + <usize>(6 * i) * planeStep;
        for (let c: usize = 0; c < pixelStep; c += TURN) outputGradientLine(y0 + c, y1 + c, y2 + c, y3 + c, to + c, planeStep);
      }
      target += pixelStep;
    }
  }
}

/** One line through A, its six results `step` bytes apart. */
// @ts-ignore: decorator
@inline
function outputGradientLine(y0: usize, y1: usize, y2: usize, y3: usize, to: usize, step: usize): void {
  const a0 = v128.load(y0), a1 = v128.load(y1), a2 = v128.load(y2), a3 = v128.load(y3);
  const b0 = second(y0), b1 = second(y1), b2 = second(y2), b3 = second(y3);
  const evenA = f32x4.add(a0, a2), oddA = f32x4.add(a1, a3), farEvenA = andFour(a0, a2), farOddA = plus(f32x4.mul(all(TWO), a1), all(EIGHT), a3);
  const evenB = f32x4.add(b0, b2), oddB = f32x4.add(b1, b3), farEvenB = andFour(b0, b2), farOddB = plus(f32x4.mul(all(TWO), b1), all(EIGHT), b3);
  put(to, a0, b0);
  put(to + step, f32x4.add(evenA, oddA), f32x4.add(evenB, oddB));
  put(to + 2 * step, f32x4.sub(evenA, oddA), f32x4.sub(evenB, oddB));
  put(to + 3 * step, f32x4.add(farEvenA, farOddA), f32x4.add(farEvenB, farOddB));
  put(to + 4 * step, f32x4.sub(farEvenA, farOddA), f32x4.sub(farEvenB, farOddB));
  put(to + 5 * step, a3, b3);
}

export function winogradWeights(
  weights: i32, inputs: i32, filters: i32, panel: i32, transformed: i32, transposed: i32, planeStride: i32, tile: i32,
): void {
  const t = at(tile);
  const planeStep = bytesOf(planeStride), tapStep = bytesOf(inputs * 8);
  for (let input = 0; input < inputs; input++) {
    for (let lane = 0; lane < 8; lane += NUMBERS) {
      const filter = at(weights + input * 8 + lane);
      for (let j = 0; j < 3; j++) weightsLine(filter + <usize>j * tapStep, 3 * tapStep, t + vector(j), TILE_ROW);
      let to = at(transformed + (panel * inputs + input) * 8 + lane);
      let across = at(transposed + ((input >> 3) * filters + panel * 8 + lane) * 8 + (input & 7));
      for (let i = 0; i < 6; i++) {
        weightsLine(t + vector(i * 6), TURN, to, planeStep);
        if (transposed >= 0) {
          for (let j = 0; j < 6; j++) {
            scatter(across, v128.load(to + <usize>j * planeStep));
            if (WIDE) scatter(across + 128, second(to + <usize>j * planeStep));
            across += planeStep;
          }
        }
        to += 6 * planeStep;
      }
    }
  }
}

/** To four places, 32 bytes apart. */
// @ts-ignore: decorator
@inline
function scatter(to: usize, entry: v128): void {
  v128.store32_lane(to, entry, 0);
  v128.store32_lane(to, entry, 1, 32);
  v128.store32_lane(to, entry, 2, 64);
  v128.store32_lane(to, entry, 3, 96);
}

/** One line through G, its six results `step` bytes apart. */
// @ts-ignore: decorator
@inline
function weightsLine(from: usize, fromStep: usize, to: usize, step: usize): void {
  const a0 = v128.load(from), a1 = v128.load(from + fromStep), a2 = v128.load(from + 2 * fromStep);
  const b0 = second(from), b1 = second(from + fromStep), b2 = second(from + 2 * fromStep);
  const endsA = f32x4.mul(all(SIXTH), f32x4.add(a0, a2)), middleA = f32x4.mul(all(SIXTH), a1), farMiddleA = f32x4.mul(all(TWELFTH), a1);
  const endsB = f32x4.mul(all(SIXTH), f32x4.add(b0, b2)), middleB = f32x4.mul(all(SIXTH), b1), farMiddleB = f32x4.mul(all(TWELFTH), b1);
  const farEndsA = plus(f32x4.mul(all(TWENTY_FOURTH), a0), all(SIXTH), a2), farEndsB = plus(f32x4.mul(all(TWENTY_FOURTH), b0), all(SIXTH), b2);
  put(to, f32x4.mul(all(QUARTER), a0), f32x4.mul(all(QUARTER), b0));
  put(to + step, f32x4.neg(f32x4.add(endsA, middleA)), f32x4.neg(f32x4.add(endsB, middleB)));
  put(to + 2 * step, f32x4.sub(middleA, endsA), f32x4.sub(middleB, endsB));
  put(to + 3 * step, f32x4.add(farEndsA, farMiddleA), f32x4.add(farEndsB, farMiddleB));
  put(to + 4 * step, f32x4.sub(farEndsA, farMiddleA), f32x4.sub(farEndsB, farMiddleB));
  put(to + 5 * step, a2, b2);
}

export function winogradWeightsGradient(planes: i32, planeStride: i32, inputs: i32, panel: i32, gradient: i32, tile: i32): void {
  const t = at(tile);
  const planeStep = bytesOf(planeStride), tapStep = bytesOf(inputs * 8);
  for (let input = 0; input < inputs; input++) {
    for (let lane = 0; lane < 8; lane += NUMBERS) {
      const source = at(planes + (panel * inputs + input) * 8 + lane);
      for (let j = 0; j < 6; j++) weightsGradientLine(source + <usize>j * planeStep, 6 * planeStep, t + vector(j), TILE_ROW);
      const target = at(gradient + input * 8 + lane);
      for (let i = 0; i < 3; i++) weightsGradientLine(t + vector(i * 6), TURN, target + <usize>(3 * i) * tapStep, tapStep);
    }
  }
}

/** One line through Gᵀ. */
// @ts-ignore: decorator
@inline
function weightsGradientLine(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const from2 = from + 2 * fromStep, from4 = from + 4 * fromStep;
  const a0 = v128.load(from), a1 = v128.load(from + fromStep), a2 = v128.load(from2);
  const a3 = v128.load(from2 + fromStep), a4 = v128.load(from4), a5 = v128.load(from4 + fromStep);
  const b0 = second(from), b1 = second(from + fromStep), b2 = second(from2);
  const b3 = second(from2 + fromStep), b4 = second(from4), b5 = second(from4 + fromStep);
  const nearA = f32x4.mul(all(SIXTH), f32x4.add(a1, a2)), farA = f32x4.add(a3, a4);
  const nearB = f32x4.mul(all(SIXTH), f32x4.add(b1, b2)), farB = f32x4.add(b3, b4);
  const firstA = plus(f32x4.sub(f32x4.mul(all(QUARTER), a0), nearA), all(TWENTY_FOURTH), farA);
  const firstB = plus(f32x4.sub(f32x4.mul(all(QUARTER), b0), nearB), all(TWENTY_FOURTH), farB);
  const middleA = plus(f32x4.mul(all(SIXTH), f32x4.sub(a2, a1)), all(TWELFTH), f32x4.sub(a3, a4));
  const middleB = plus(f32x4.mul(all(SIXTH), f32x4.sub(b2, b1)), all(TWELFTH), f32x4.sub(b3, b4));
  put(to, firstA, firstB);
  put(to + toStep, middleA, middleB);
  put(to + 2 * toStep, f32x4.add(f32x4.sub(f32x4.mul(all(SIXTH), farA), nearA), a5), f32x4.add(f32x4.sub(f32x4.mul(all(SIXTH), farB), nearB), b5));
}
