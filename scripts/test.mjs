/** `npm test` and `npm run test:long`: every check, one after another, what each took, then one closing line that counts them all. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { command } from './setup/command.mjs';
import { bin, root } from './setup/paths.mjs';
import { typecheck } from './typecheck.mjs';

const results = join(root, 'test-results');
const reports = { unit: join(results, 'unit.json'), endToEnd: join(results, 'e2e.json'), packaged: join(results, 'packaged.json') };

/** A check without a count of its own counts as one. */
const single = (name, program, parameters) => ({
  name,
  run: async () => {
    const { code } = await command(program, parameters, { stdio: 'inherit' });
    return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  },
});

const unit = ({ env }) => ({
  name: 'unit',
  run: async () => {
    const parameters = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reports.unit}`];
    const { code } = await command(bin('vitest'), parameters, { stdio: 'inherit', env });
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(reports.unit, 'utf8'));
    return counted(code, numPassedTests, Math.max(numFailedTests, numFailedTestSuites > 0 ? 1 : 0));
  },
});

const endToEnd = (name, report, { env }, parameters = []) => ({
  name,
  run: async () => {
    const { code } = await command(bin('playwright'), ['test', '--reporter=list,json', ...parameters], {
      stdio: 'inherit',
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    });
    const { stats } = JSON.parse(readFileSync(report, 'utf8'));
    return counted(code, stats.expected + stats.flaky, stats.unexpected);
  },
});

/**
 * The packaged app: what holds of it alone and its lockdown; where tests are long all of them, but for what takes minutes
 * and sees no difference.
 */
const packaged = (electron, length) => ({
  name: 'packaged',
  run: async () => {
    if (process.platform !== 'linux') return { passed: 0, failed: 0 };
    await electron.makePackage(['--test']);
    const env = { ...electron.env, KASANE_PACKAGED: electron.testExecutable };
    const slow =
      '(two-layer|four-hidden|deep-cnn|accurate-cnn) learns the same bytes|killed at random|two sizes|drawings by hand|fewer bits';
    const chosen = { short: ['packaged.spec.ts', 'security.spec.ts'], long: ['--grep-invert', slow] }[length];
    return endToEnd('packaged', reports.packaged, { ...electron, env }, chosen).run();
  },
});

/** Known vulnerabilities of what is shipped or used, where the registry answers that question. */
const audit = {
  name: 'audit',
  run: async () => {
    const { code, stdout } = await command('npm', ['audit', '--audit-level=high', '--json']);
    const found = JSON.parse(stdout || '{}');
    if (found.metadata === undefined) {
      console.log('not audited: the package registry does not answer that question here');
      return { passed: 0, failed: 0 };
    }
    if (code !== 0) console.log(JSON.stringify(found.metadata.vulnerabilities));
    return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  },
};

/** Short, the lockdown is checked of the packaged app alone. */
const ofBuild = (length) => (length === 'short' && process.platform === 'linux' ? ['^(?!.*security\\.spec)'] : []);

/** A runner that exits non-zero although no test failed (a crash, an unhandled rejection) still counts as one failure. */
const counted = (code, passed, failed) => ({ passed, failed: code !== 0 && failed === 0 ? 1 : failed });

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(0)} s`;

const columns = (name, took) => `${name.padEnd(12)} ${took.padStart(7)}`;

/** One check after another; what each came to. */
async function inTurn(checks) {
  const results = [];
  for (const { name, run } of checks) {
    console.log(`\n== ${name}`);
    const start = performance.now();
    const result = await run().catch((error) => {
      console.error(`${name} could not be counted: ${error.message}`);
      return { passed: 0, failed: 1 };
    });
    results.push({ name, took: seconds(start), ...result });
  }
  return results;
}

export async function runChecks(electron, length) {
  for (const report of Object.values(reports)) rmSync(report, { force: true });
  mkdirSync(results, { recursive: true });
  const checks = [
    { name: 'typecheck', run: typecheck },
    single('lint', bin('biome'), ['check', root]),
    unit(electron),
    endToEnd('end to end', reports.endToEnd, electron, ofBuild(length)),
    packaged(electron, length),
    audit,
  ];
  const began = performance.now();
  const all = await inTurn(checks);
  const lines = all.map(({ name, took, passed, failed }) => `${columns(name, took)}   ${passed} passed, ${failed} failed`);
  const total = (count) => all.reduce((sum, result) => sum + result[count], 0);
  const [passed, failed] = [total('passed'), total('failed')];
  console.log(`\n== times\n${lines.join('\n')}\n${columns('all', seconds(began))}`);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
