/** What the page's build (scripts/page.mjs) gives. */
declare module '*/page/index.ts?page' {
  export const script: string;
  export const scriptHash: string;
  export const style: string;
  export const styleHash: string;
}
