/**
 * The first file of the command line loads the others, and imports none itself: where the system lets a process open too few
 * files for that, it says so in one line.
 */
const REFUSED = 1;

try {
  await import('./command-line');
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'EMFILE') throw error;
  console.error('kasane: too many files are open; allow more of them (ulimit -n)');
  process.exitCode = REFUSED;
}

// A module, which may await.
export {};
