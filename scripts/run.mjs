/** The one entry of every npm script: `node scripts/run.mjs TASK [arguments]`. Old enough in its words for an old Node to read. */
const [major, minor] = process.versions.node.split('.').map(Number);
const [name, ...rest] = process.argv.slice(2);

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`kasane: Node ${process.versions.node} is too old; install Node 20.19 or newer\n`);
  process.exitCode = 1;
} else {
  const { runTask } = await import('./tasks.mjs');
  process.exitCode = await runTask(name, rest);
}
