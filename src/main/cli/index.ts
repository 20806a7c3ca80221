/**
 * The first file of the command line loads the others, and imports none itself: where the system lets a process open too few
 * files for that, it says so in one line.
 */
const BAD_INPUT = 2;

try {
  await import('./command-line');
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'EMFILE') throw error;
  console.error('kasane: too many files are open; allow more of them (ulimit -n)');
  process.exitCode = BAD_INPUT;
}

// A module, which may await.
export {};
