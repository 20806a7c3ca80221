/** What the kernel build (scripts/kernels.mjs) makes of an AssemblyScript entry. */
declare module '*?wasm&WIDE=0' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

declare module '*?wasm&WIDE=1' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

declare module '*?wasm&WIDE=0&alone' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
