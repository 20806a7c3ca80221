/** A value that is made once for a key; one that could not be made is tried again. */
export class Slot<Value> {
  private kept: { readonly key: string; readonly value: Promise<Value> } | null = null;

  get(key: string, make: () => Promise<Value>): Promise<Value> {
    if (this.kept?.key === key) return this.kept.value;
    const value = make();
    this.kept = { key, value };
    value.catch(() => {
      if (this.kept?.value === value) this.kept = null;
    });
    return value;
  }

  forget(): void {
    this.kept = null;
  }
}
