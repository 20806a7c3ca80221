// Stands in for Electron's default_app.asar where a runtime comes without one: loads the app folder named on the command line.
const { app } = require('electron');
const { existsSync, readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { pathToFileURL } = require('node:url');

const folder = process.argv
  .slice(1)
  .map((each) => resolve(each))
  .find((each) => existsSync(join(each, 'package.json')));
if (!folder) {
  console.error('electron: name an app folder that holds a package.json');
  process.exit(1);
}
const { main, name, productName, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setAppPath(folder);
app.setName(productName || name);
app.setVersion(version);
process.defaultApp = true;
import(pathToFileURL(join(folder, main)).href).catch((error) => {
  console.error(error);
  process.exit(1);
});
