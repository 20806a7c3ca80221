/** Who may import whom, as tables. A folder may import itself, what the tables list, and packages that are not reserved. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = resolve(import.meta.dirname, '../../src');

/** Folders of shared/, from the ground up; each may import those before it and the files directly in shared/. */
const shared = [
  'random',
  'kernels',
  'nn',
  'formats',
  'data',
  'spec',
  'analysis',
  'training',
  'exchange',
  'studies',
  'lab',
  'lessons',
  'reports',
  'contracts',
] as const;

/** Parts of renderer/, from the ground up, with the paths that belong to each; each may import those before it. */
const renderer = [
  { name: 'words and theme', what: /^renderer\/(words|theme)\/|^renderer\/views\/\w+\/(\w+-)?words\.ts$/ },
  { name: 'components, charts, form', what: /^renderer\/(components|charts|form)\// },
  { name: 'state', what: /^renderer\/state\/|^renderer\/views\/\w+\/state\// },
  { name: 'actions', what: /^renderer\/actions\/|^renderer\/views\/\w+\/actions(\/|\.ts$)/ },
  { name: 'controls', what: /^renderer\/controls\// },
  { name: 'views', what: /^renderer\/views\// },
  { name: 'frame', what: /^renderer\// },
] as const;

/** Packages that only these folders or files may import. */
const reserved: readonly { readonly what: RegExp; readonly where: RegExp; readonly why: string }[] = [
  { what: /^node:/, where: /^main\//, why: 'pure code and the sandboxed studio know no Node' },
  { what: /^electron$/, where: /^main\/app\//, why: 'app/ alone knows Electron' },
  { what: /^recharts/, where: /^renderer\/charts\//, why: 'charts/ alone draws with recharts' },
  {
    what: /^(react|react-dom|@mantine|@tabler|zustand|i18next|react-i18next)(\/|$)/,
    where: /^renderer\//,
    why: 'only the studio has a screen',
  },
];

interface Import {
  readonly from: string;
  /** A file below src for the project's own, the name of the package for others. */
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
  .map((name) => name.replaceAll('\\', '/'));

const imports = files.flatMap((from): Import[] => {
  const text = readFileSync(join(source, from), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const found = text.matchAll(/(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\('([^']+)'\)/g);
  return [...found].map((match) => ({ from, to: target(from, match[2] ?? match[3] ?? ''), typeOnly: match[1] !== undefined }));
});

function target(from: string, specifier: string): string {
  const isAlias = /^@(shared|browser)\//.test(specifier);
  if (!specifier.startsWith('.') && !isAlias) return specifier;
  const path = isAlias ? join(source, specifier.replace('@', '')) : resolve(source, dirname(from), specifier);
  const file = ['', '.ts', '.tsx', '/index.ts'].map((ending) => `${path}${ending}`).find((each) => /\.\w+$/.test(each) && existsSync(each));
  return relative(source, file ?? path).replaceAll('\\', '/');
}

const told = (wrong: readonly Import[]) => wrong.map(({ from, to }) => `${from} → ${to}`);
const top = (path: string) => /^(shared|main|renderer|browser|page)\//.exec(path)?.[1];

describe('imports', () => {
  it('are found at all', () => {
    expect(files.length).toBeGreaterThan(80);
    expect(imports.some(({ from, to }) => from === 'main/runs/begin.ts' && to === 'shared/training/session.ts')).toBe(true);
  });

  it('of shared code lead downwards', () => {
    const level = (path: string) => shared.indexOf((path.split('/')[1] ?? '') as (typeof shared)[number]);
    const own = imports.filter(({ from, to }) => top(from) === 'shared' && top(to) !== undefined);
    // The exported page is put into a format as a text, by its build.
    expect(told(own.filter(({ to }) => top(to) !== 'shared' && !to.endsWith('?page')))).toEqual([]);
    expect(told(own.filter(({ from, to }) => level(to) > level(from)))).toEqual([]);
    expect(files.filter((file) => /^shared\/[\w-]+\//.test(file) && level(file) < 0)).toEqual([]);
  });

  it('of the renderer lead downwards, types too', () => {
    const level = (path: string) => renderer.findIndex(({ what }) => what.test(path));
    const below = ['shared', 'browser', undefined];
    const own = imports.filter(({ from, to }) => top(from) === 'renderer' && !below.includes(top(to)));
    expect(told(own.filter(({ to }) => top(to) !== 'renderer'))).toEqual([]);
    expect(told(own.filter(({ from, to }) => level(to) > level(from)))).toEqual([]);
    for (const { name, what } of renderer)
      expect(
        files.some((file) => what.test(file)),
        name,
      ).toBe(true);
  });

  it('of what every pad shares lead to shared code alone, of the exported page to those two', () => {
    const outside = (from: string, within: readonly string[]) =>
      imports.filter((each) => top(each.from) === from && top(each.to) !== undefined && !within.includes(top(each.to) ?? ''));
    expect(told(outside('browser', ['browser', 'shared']))).toEqual([]);
    expect(told(outside('page', ['page', 'browser', 'shared']))).toEqual([]);
  });

  it('of main lead to shared code alone', () => {
    expect(told(imports.filter(({ from, to }) => top(from) === 'main' && ['renderer', 'browser', 'page'].includes(top(to) ?? '')))).toEqual(
      [],
    );
    const outside = imports.filter(({ from, to }) => top(from) === 'main' && !from.startsWith('main/app/') && to.startsWith('main/app/'));
    expect(told(outside)).toEqual([]);
  });

  it('go round in no circle when the code runs', () => {
    expect(circles(imports.filter(({ typeOnly }) => !typeOnly))).toEqual([]);
  });

  it.each(reserved)('of $what stay where they belong: $why', ({ what, where }) => {
    expect(told(imports.filter(({ from, to }) => what.test(to) && !where.test(from)))).toEqual([]);
  });

  it('lead the command line nowhere near Electron', () => {
    const seen = new Set<string>();
    const follow = (file: string): string[] =>
      imports
        .filter(({ from, to, typeOnly }) => !typeOnly && from === file && !seen.has(to))
        .flatMap(({ to }) => {
          seen.add(to);
          return top(to) ? follow(to) : [to];
        });
    // What its first file imports could not be told of where it cannot be loaded.
    const first = imports.filter(({ from }) => from === 'main/cli/index.ts').map(({ to }) => to);
    expect(first.filter((to) => to !== 'main/cli/command-line.ts')).toEqual([]);
    const packages = follow('main/cli/command-line.ts');
    expect(packages).toContain('commander');
    expect(packages).not.toContain('electron');
  });
});

/** Groups of files each of which leads to every other (Tarjan 1972), none of them alone. */
function circles(all: readonly Import[]): string[][] {
  const next = new Map<string, string[]>();
  for (const { from, to } of all) next.set(from, [...(next.get(from) ?? []), to]);
  const found: string[][] = [];
  const numbers = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const visit = (file: string): number => {
    const number = numbers.size;
    numbers.set(file, number);
    stack.push(file);
    let low = number;
    for (const to of next.get(file) ?? []) {
      if (!numbers.has(to)) low = Math.min(low, visit(to));
      else if (stack.includes(to)) low = Math.min(low, numbers.get(to) ?? low);
    }
    lowest.set(file, low);
    if (low === number) {
      const group = stack.splice(stack.indexOf(file));
      if (group.length > 1 || next.get(file)?.includes(file)) found.push(group.toSorted());
    }
    return low;
  };
  for (const file of next.keys()) if (!numbers.has(file)) visit(file);
  return found;
}

describe('Electron', () => {
  it('is asked for nothing that would run what others bring', () => {
    const main = files.filter((file) => file.startsWith('main/'));
    const calls =
      /\b(shell\.open\w+|executeJavaScript|loadFile|enableRemoteModule|registerBufferProtocol|setAsDefaultProtocolClient|openDevTools)\b/;
    expect(main.filter((file) => calls.test(readFileSync(join(source, file), 'utf8')))).toEqual([]);
  });
});

describe('WebAssembly', () => {
  it('is touched by kernels/ alone', () => {
    const touching = files.filter((file) =>
      /\bWebAssembly\.\w/.test(readFileSync(join(source, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')),
    );
    expect(touching.filter((file) => !file.startsWith('shared/kernels/'))).toEqual([]);
    expect(touching).not.toEqual([]);
  });
});
