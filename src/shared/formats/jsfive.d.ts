/** The part of jsfive that is used here; it brings no types of its own. */
declare module 'jsfive' {
  export class Group {
    readonly keys: string[];
    readonly attrs: Readonly<Record<string, unknown>>;
    get(path: string): Group | Dataset;
  }
  export class Dataset {
    readonly shape: number[];
    readonly dtype: unknown;
    readonly value: unknown;
    readonly attrs: Readonly<Record<string, unknown>>;
  }
  export class File extends Group {
    constructor(bytes: ArrayBuffer, name: string);
  }
}
