/** Who may import whom, as a table. A folder may import itself, what it lists, and packages that are not reserved. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = resolve(import.meta.dirname, '../../src');

/** Folders of shared/, from the ground up; each may import those it names and the files directly in shared/. */
const shared: Record<string, readonly string[]> = {
  random: [],
  kernels: ['random'],
  nn: ['kernels', 'random'],
  data: ['kernels', 'random'],
  spec: ['nn', 'data'],
  analysis: ['data', 'kernels', 'nn', 'random'],
  formats: ['data', 'nn'],
  training: ['analysis', 'data', 'formats', 'kernels', 'nn', 'random', 'spec'],
  search: ['random', 'spec', 'training'],
  lab: ['analysis', 'data', 'kernels', 'nn', 'random', 'search', 'spec', 'training'],
  ipc: ['analysis', 'data', 'lab', 'nn', 'search', 'spec', 'training'],
};
const everyShared = Object.keys(shared).map((folder) => `shared/${folder}`);

const mayImport: Record<string, readonly string[]> = {
  shared: [],
  ...Object.fromEntries(
    Object.entries(shared).map(([folder, others]) => [`shared/${folder}`, ['shared', ...others.map((each) => `shared/${each}`)]]),
  ),
  main: ['shared', ...everyShared],
  renderer: ['shared', ...everyShared],
};

/** Packages that only these folders or files may import. */
const reserved: readonly { readonly what: RegExp; readonly where: RegExp; readonly why: string }[] = [
  { what: /^(node:|electron$)/, where: /^main\//, why: 'pure code and the sandboxed studio know no Node and no Electron' },
  { what: /^recharts/, where: /^renderer\/charts\//, why: 'charts/ alone draws with recharts' },
  {
    what: /^(react|react-dom|@mantine|@tabler|zustand|i18next|react-i18next)(\/|$)/,
    where: /^renderer\//,
    why: 'only the studio has a screen',
  },
];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('simd/assembly') && !name.endsWith('.d.ts'))
  .map((name) => name.replaceAll('\\', '/'));

const imports = files.flatMap((from): Import[] => {
  const text = readFileSync(join(source, from), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const found = text.matchAll(/(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\('([^']+)'\)/g);
  return [...found].map((match) => ({ from, to: target(from, match[2] ?? match[3] ?? ''), typeOnly: match[1] !== undefined }));
});

/** A path below src for the project's own files, the name of the package for others. */
function target(from: string, specifier: string): string {
  if (specifier.startsWith('@shared/')) return specifier.replace('@shared/', 'shared/');
  if (!specifier.startsWith('.')) return specifier;
  return relative(source, resolve(source, dirname(from), specifier)).replaceAll('\\', '/');
}

/** `shared/nn` of shared/nn/layers/relu, `main` of main/cli/train; `shared` of a file directly in it. */
function area(path: string): string {
  const [top = '', second = '', ...rest] = path.split('/');
  return top === 'shared' && (rest.length > 0 || Object.hasOwn(shared, second)) ? `${top}/${second}` : top;
}

const isOwn = (path: string) => /^(shared|main|renderer)(\/|$)/.test(path);

describe('imports', () => {
  it('are found at all', () => {
    expect(files.length).toBeGreaterThan(80);
    expect(imports.some(({ from, to }) => from === 'main/runs/begin.ts' && to === 'shared/training/session')).toBe(true);
  });

  it('follow the table of folders', () => {
    const wrong = imports.filter(({ from, to }) => {
      const [own, other] = [area(from), area(to)];
      return isOwn(to) && own !== other && !mayImport[own]?.includes(other);
    });
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it.each(reserved)('of $what stay where they belong: $why', ({ what, where }) => {
    expect(imports.filter(({ from, to }) => what.test(to) && !where.test(from)).map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('lead the command line nowhere near Electron', () => {
    const seen = new Set<string>();
    const follow = (path: string): string[] =>
      imports
        .filter(
          (each) => !each.typeOnly && (each.from === `${path}.ts` || each.from === `${path}/index.ts`) && !seen.has(`${path} ${each.to}`),
        )
        .flatMap(({ to }) => {
          seen.add(`${path} ${to}`);
          return isOwn(to) ? follow(to) : [to];
        });
    const packages = follow('main/cli');
    expect(packages).toContain('commander');
    expect(packages).not.toContain('electron');
  });
});

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
    expect(touching.map(area)).toEqual(['shared/kernels']);
  });
});
