/** What main asks the user for outside the page; the handlers know nothing else of a window. */

export interface Filter {
  readonly name: string;
  /** Without dots; `*` for any. */
  readonly extensions: readonly string[];
}

export interface OpenFile {
  readonly filters: readonly Filter[];
}

export interface SaveFile {
  /** A name, or a path. */
  readonly suggested: string;
  readonly filters: readonly Filter[];
}

/** Each gives the path, and null where the user thought better of it. */
export interface Dialogs {
  openFile(options: OpenFile): Promise<string | null>;
  /** Several at once. */
  openFiles(): Promise<string[] | null>;
  openFolder(options?: { readonly canCreate?: boolean }): Promise<string | null>;
  /** Asks before a file is overwritten. */
  saveFile(options: SaveFile): Promise<string | null>;
}
