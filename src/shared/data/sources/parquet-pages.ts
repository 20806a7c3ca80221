/**
 * What the pages of a Parquet file promise, read from their headers alone (Thrift's compact protocol): a library that believes
 * them gives memory to as many values as they say.
 */

/** A struct: numbers and structs by the number of their field; what else there is is passed over. */
interface Struct {
  readonly numbers: ReadonlyMap<number, number>;
  readonly structs: ReadonlyMap<number, Struct>;
}

/** Types of the compact protocol. */
const [TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, STRUCT] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12];
const DEEPEST = 8;
const MOST_LISTED = 1000;

class Reader {
  constructor(
    private readonly bytes: Uint8Array,
    public at: number,
  ) {}

  private byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new RangeError('a page header is cut short');
    return byte;
  }

  private varint(): number {
    let [value, factor] = [0, 1];
    for (;;) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
  }

  private zigzag(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  struct(depth = 0): Struct {
    if (depth > DEEPEST) throw new RangeError('a page header is nested too deep');
    const numbers = new Map<number, number>();
    const structs = new Map<number, Struct>();
    let field = 0;
    for (let head = this.byte(); head !== 0; head = this.byte()) {
      const type = head & 15;
      field = head >> 4 === 0 ? this.zigzag() : field + (head >> 4);
      if (type === STRUCT) structs.set(field, this.struct(depth + 1));
      else numbers.set(field, this.value(type, depth));
    }
    return { numbers, structs };
  }

  /** What is no number counts as none, and is passed over. */
  private value(type: number, depth: number): number {
    switch (type) {
      case TRUE:
        return 1;
      case FALSE:
        return 0;
      case BYTE:
        return this.byte();
      case I16:
      case I32:
      case I64:
        return this.zigzag();
      case DOUBLE:
        this.at += 8;
        return Number.NaN;
      case BINARY: {
        const length = this.varint();
        this.at += length;
        return Number.NaN;
      }
      case LIST:
      case SET: {
        const head = this.byte();
        const count = head >> 4 === 15 ? this.varint() : head >> 4;
        if (count > MOST_LISTED) throw new RangeError('a page header lists without end');
        for (let item = 0; item < count; item++) {
          if ((head & 15) === STRUCT) this.struct(depth + 1);
          else this.value(head & 15, depth);
        }
        return Number.NaN;
      }
      default:
        throw new RangeError(`a page header has a field of type ${type}`);
    }
  }
}

const COMPRESSED_SIZE = 3;
/** Of data, of a dictionary, of data in the second version. */
const HEADERS = [5, 7, 8];
const NUM_VALUES = 1;

/** The most values that a page between two places of a file promises. Throws a RangeError where its headers are none. */
export function mostValues(bytes: Uint8Array, from: number, to: number): number {
  let most = 0;
  for (let at = from; at < to; ) {
    const reader = new Reader(bytes, at);
    const { numbers, structs } = reader.struct();
    for (const header of HEADERS) most = Math.max(most, structs.get(header)?.numbers.get(NUM_VALUES) ?? 0);
    const size = numbers.get(COMPRESSED_SIZE) ?? 0;
    if (!(size >= 0)) throw new RangeError('a page of no size');
    at = reader.at + size;
  }
  return most;
}
