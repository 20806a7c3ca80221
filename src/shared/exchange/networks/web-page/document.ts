/// <reference path="./page.d.ts" />
import { script, scriptHash, style, styleHash } from '../../../../page/index.ts?page';
import { escaped } from '../../../html-text';
import { CONTENT_ID, GENERATOR, type PageNetwork } from './content';

/** Nothing is fetched, and no code runs but the page's own. */
const policy = [
  "default-src 'none'",
  `script-src '${scriptHash}' 'wasm-unsafe-eval'`,
  `style-src '${styleHash}'`,
  'img-src data: blob:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** One file that needs no other, from disk or from any server. */
export function documentOf(title: string, networks: readonly PageNetwork[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${GENERATOR}
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<div id="page"></div>
<script type="application/json" id="${CONTENT_ID}">${JSON.stringify(networks).replaceAll('<', '\\u003c')}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** The networks of such a page, as they stand in it; null where it is none. */
export function contentOf(page: string): string | null {
  const start = `<script type="application/json" id="${CONTENT_ID}">`;
  const from = page.indexOf(start);
  const to = page.indexOf('</script>', from);
  return from < 0 || to < 0 ? null : page.slice(from + start.length, to);
}
