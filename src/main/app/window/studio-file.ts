import { join, normalize, sep } from 'node:path';

/** The file below `folder` behind a studio address; null for another host, a path that leaves the folder or is no path. */
export function studioFile(url: string, folder: string): string | null {
  const { host, pathname } = new URL(url);
  const path = decoded(pathname === '/' ? '/index.html' : pathname);
  if (host !== 'studio' || path === null || path.includes('\0')) return null;
  const file = normalize(join(folder, path));
  return file.startsWith(folder + sep) ? file : null;
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null; // a lone % sign and the like: no file has such an address
  }
}
