/** Numbers as files hold them: floats of 2, 4 or 8 bytes, bfloat16, whole numbers of 1 to 8 bytes; either byte order. */
export interface NumberReader {
  readonly bytes: number;
  at(view: DataView, offset: number): number;
}

/** The nearest float16 (IEEE 754 binary16, ties to even), as a float32; beyond ±65,504 infinite. */
export function toHalf(value: number): number {
  const size = Math.abs(value);
  if (!(size < 65_520)) return Number.isNaN(value) ? value : Math.sign(value) * Infinity;
  // Numbers between two powers of two are 2^(exponent − 10) apart; below 2^−14 all are 2^−24 apart.
  const exponent = Math.max(size === 0 ? -14 : Math.floor(Math.log2(size)), -14);
  const unit = 2 ** (exponent - 10);
  return toEven(value / unit) * unit;
}

function toEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

/** IEEE 754 binary16: a sign, 5 bits of exponent, 10 of fraction. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The bits of the nearest float16, ties to even. */
export function halfBits(value: number): number {
  const rounded = toHalf(value);
  const sign = rounded < 0 || Object.is(rounded, -0) ? 0x8000 : 0;
  const size = Math.abs(rounded);
  if (Number.isNaN(size)) return 0x7e00;
  if (size === Number.POSITIVE_INFINITY) return sign | 0x7c00;
  const exponent = size < 2 ** -14 ? -15 : Math.floor(Math.log2(size));
  const fraction = exponent === -15 ? size * 2 ** 24 : (size / 2 ** exponent - 1) * 1024;
  return sign | ((exponent + 15) << 10) | fraction;
}

const scratch = new DataView(new ArrayBuffer(4));
/** bfloat16 is the upper half of a float32. */
function brainFloat(bits: number): number {
  scratch.setUint32(0, bits << 16);
  return scratch.getFloat32(0);
}

const little: Readonly<Record<string, NumberReader>> = {
  f2: { bytes: 2, at: (view, offset) => half(view.getUint16(offset, true)) },
  f4: { bytes: 4, at: (view, offset) => view.getFloat32(offset, true) },
  f8: { bytes: 8, at: (view, offset) => view.getFloat64(offset, true) },
};
const big: Readonly<Record<string, NumberReader>> = {
  f2: { bytes: 2, at: (view, offset) => half(view.getUint16(offset)) },
  f4: { bytes: 4, at: (view, offset) => view.getFloat32(offset) },
  f8: { bytes: 8, at: (view, offset) => view.getFloat64(offset) },
};

/** Of NumPy's names such as `<f4`; null of what is no float. */
export function floatReader(descr: string): NumberReader | null {
  const [, order, type = ''] = /^([<>=|]?)(f[248])$/.exec(descr) ?? [];
  return (order === '>' ? big[type] : little[type]) ?? null;
}

const wholeNumbers = (isLittle: boolean): Readonly<Record<string, NumberReader>> => ({
  b1: { bytes: 1, at: (view, offset) => view.getUint8(offset) },
  u1: { bytes: 1, at: (view, offset) => view.getUint8(offset) },
  i1: { bytes: 1, at: (view, offset) => view.getInt8(offset) },
  u2: { bytes: 2, at: (view, offset) => view.getUint16(offset, isLittle) },
  i2: { bytes: 2, at: (view, offset) => view.getInt16(offset, isLittle) },
  u4: { bytes: 4, at: (view, offset) => view.getUint32(offset, isLittle) },
  i4: { bytes: 4, at: (view, offset) => view.getInt32(offset, isLittle) },
  u8: { bytes: 8, at: (view, offset) => Number(view.getBigUint64(offset, isLittle)) },
  i8: { bytes: 8, at: (view, offset) => Number(view.getBigInt64(offset, isLittle)) },
});
const whole = { little: wholeNumbers(true), big: wholeNumbers(false) };

/** The same of whole numbers as well. */
export function numberReader(descr: string): NumberReader | null {
  const [, order, type = ''] = /^([<>=|]?)([biu][1248])$/.exec(descr) ?? [];
  return floatReader(descr) ?? (order === '>' ? whole.big : whole.little)[type] ?? null;
}

/** Of the names in safetensors. */
export const safetensorsFloats: Readonly<Record<string, NumberReader | undefined>> = {
  F16: little.f2,
  F32: little.f4,
  F64: little.f8,
  BF16: { bytes: 2, at: (view, offset) => brainFloat(view.getUint16(offset, true)) },
};
