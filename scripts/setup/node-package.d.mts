export function ensureNode24(): Promise<string>;
