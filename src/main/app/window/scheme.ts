/**
 * The studio is served from `kasane://studio/`, a scheme of its own: only files below out/renderer, each answer with a
 * content security policy that allows nothing from elsewhere and no inline code. Inline style elements (Mantine's) carry
 * a nonce that is new for every load.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { protocol } from 'electron';
import { studioFile } from './studio-file';

const SCHEME = 'kasane';
export const STUDIO_ORIGIN = `${SCHEME}://studio`;
const folder = join(import.meta.dirname, '..', 'renderer');

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** To be called before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

export function serveStudio(): void {
  protocol.handle(SCHEME, async ({ url, method }) => {
    const path = studioFile(url, folder);
    const type = path && types[extname(path)];
    if (!path || !type || method !== 'GET') return new Response('not found', { status: 404 });
    try {
      const content = await readFile(path);
      if (extname(path) !== '.html') return new Response(new Uint8Array(content), { headers: headers(type, null) });
      const nonce = randomBytes(16).toString('base64');
      return new Response(content.toString('utf8').replace('%CSP_NONCE%', nonce), { headers: headers(type, nonce) });
    } catch {
      // Which files exist is nobody's business.
      return new Response('not found', { status: 404 });
    }
  });
}

function headers(type: string, nonce: string | null): Record<string, string> {
  const policy = [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self'${nonce ? ` 'nonce-${nonce}'` : ''}`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
  return { 'Content-Type': type, 'Content-Security-Policy': policy, 'X-Content-Type-Options': 'nosniff' };
}
