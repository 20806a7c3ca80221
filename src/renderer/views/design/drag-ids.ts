/** How the things that are dragged are named: kinds of the palette, and layers of the stack by their number. */
const PALETTE = 'palette:';

/** The stack as a whole. */
export const STACK_ID = 'stack';

export const paletteId = (type: string) => `${PALETTE}${type}`;

/** The kind of layer that is dragged from the palette; null of anything else. */
export const paletteType = (id: string | number) => (typeof id === 'string' && id.startsWith(PALETTE) ? id.slice(PALETTE.length) : null);
