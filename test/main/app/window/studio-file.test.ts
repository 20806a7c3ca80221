import { sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { studioFile } from '../../../../src/main/app/window/studio-file';

const folder = `${sep}app${sep}renderer`;

describe('a studio address', () => {
  it.each([
    ['kasane://studio/', 'index.html'],
    ['kasane://studio/index.html', 'index.html'],
    ['kasane://studio/assets/main.js?v=1#top', `assets${sep}main.js`],
  ])('%s leads to a file of the studio', (url, file) => {
    expect(studioFile(url, folder)).toBe(`${folder}${sep}${file}`);
  });

  it.each(['kasane://studio/%2e%2e/%2e%2e/etc/passwd', 'kasane://studio/../../etc/passwd'])('%s stays below the folder', (url) => {
    expect(studioFile(url, folder)).toBe(`${folder}${sep}etc${sep}passwd`);
  });

  it.each([
    'kasane://elsewhere/index.html',
    'kasane://studio/..%2f..%2fetc/passwd',
    'kasane://studio/..%2frenderer-other/index.html',
    'kasane://studio/%00',
    'kasane://studio/%E0%A4%A',
  ])('%s leads nowhere', (url) => {
    expect(studioFile(url, folder)).toBeNull();
  });
});
