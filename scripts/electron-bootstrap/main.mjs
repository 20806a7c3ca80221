// Stands in for Electron's default_app.asar where a runtime comes without one: loads the app folder named on the command
// line. As a module with a top-level await, for Electron holds its `ready` back until such an entry has run through.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const folder = process.argv
  .slice(1)
  .filter((argument) => !argument.startsWith('-'))
  .map((argument) => resolve(argument))
  .find((path) => existsSync(join(path, 'package.json')));
if (!folder) {
  console.error('electron: name an app folder that holds a package.json');
  process.exit(1);
}
const { main, name, productName, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setAppPath(folder);
app.setName(productName || name);
app.setVersion(version);
process.defaultApp = true;
await import(pathToFileURL(join(folder, main)).href);
