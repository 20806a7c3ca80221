/** How Electron's channels are named after the contract's requests and events; without schemas, so that the preload stays small. */
export const requestChannel = (name: string) => `request:${name}`;
export const eventChannel = (name: string) => `event:${name}`;
