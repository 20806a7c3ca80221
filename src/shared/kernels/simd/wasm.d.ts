/** What the kernel build (scripts/kernels.mjs) makes of an AssemblyScript entry. */
declare module '*?wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
