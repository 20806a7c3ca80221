/** Curves as files: a table, and TensorBoard's events as protobuf.js reads them. */

import { curveFormat } from '@shared/exchange/curves';
import type { CurveFormat, CurvePoint } from '@shared/exchange/curves/format';
import { crc32, crc32c } from '@shared/formats/crc32';
import protobuf from 'protobufjs';
import { expect, it } from 'vitest';

const created = new Date('2026-11-24T12:00:00Z');
const points: readonly CurvePoint[] = [
  { iteration: 1, seconds: 0.5, values: { 'training/loss': 2.25, 'training/accuracy': 0.125, 'learning rate': 0.1 } },
  { iteration: 2, seconds: 1, values: { 'training/loss': 1.5, 'validation/accuracy': 0.75 } },
];
/** A point at a time, as a long run comes. */
const written = (format: CurveFormat) =>
  Uint8Array.from([format.begin(created), ...points.map((point) => format.write([point], created))].flatMap((part) => [...part]));

it('as CSV have a row an iteration, and nothing where nothing was measured', () => {
  const [head, first, second] = new TextDecoder().decode(written(curveFormat('csv'))).split('\n');
  expect(head).toMatch(/^iteration,seconds,training\/loss,training\/accuracy,learning rate,validation\/loss,validation\/accuracy,/);
  expect(first).toBe('1,0.5,2.25,0.125,0.1,,,,,,');
  expect(second).toBe('2,1,1.5,,,,0.75,,,,');
});

it('have the checksum of RFC 3720', () => {
  expect(crc32c(new TextEncoder().encode('123456789'))).toBe(0xe3069283);
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa); // its appendix B.4: 32 bytes of zeros
});

it('as events are read by another reader of protocol buffers, each record with its checksums', () => {
  const { root } = protobuf.parse(`
    syntax = "proto3";
    message Event { double wall_time = 1; int64 step = 2; string file_version = 3; Summary summary = 5; }
    message Summary { repeated Value value = 1; }
    message Value { string tag = 1; float simple_value = 2; }`);
  const Event = root.lookupType('Event');
  const file = written(curveFormat('tensorboard'));
  const view = new DataView(file.buffer);
  const unmasked = (sum: number) => {
    const turned = (sum - 0xa282ead8) >>> 0;
    return ((turned >>> 17) | (turned << 15)) >>> 0;
  };
  const events: unknown[] = [];
  for (let at = 0; at < file.length; ) {
    const length = Number(view.getBigUint64(at, true));
    const event = file.subarray(at + 12, at + 12 + length);
    expect(unmasked(view.getUint32(at + 8, true))).toBe(crc32c(file.subarray(at, at + 8)));
    expect(unmasked(view.getUint32(at + 12 + length, true))).toBe(crc32c(event));
    events.push(Event.toObject(Event.decode(event), { longs: Number }));
    at += 16 + length;
  }
  const began = created.getTime() / 1000;
  const value = (tag: string, simpleValue: number) => ({ tag, simpleValue: Math.fround(simpleValue) });
  expect(events).toEqual([
    { wallTime: began, fileVersion: 'brain.Event:2' },
    {
      ...{ wallTime: began + 0.5, step: 1 },
      summary: { value: [value('training/loss', 2.25), value('training/accuracy', 0.125), value('learning rate', 0.1)] },
    },
    { wallTime: began + 1, step: 2, summary: { value: [value('training/loss', 1.5), value('validation/accuracy', 0.75)] } },
  ]);
});
