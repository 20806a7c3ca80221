/** Set-up talks on stderr only: stdout belongs to the command being run (`kasane --json` must stay parseable). */
export function say(message) {
  process.stderr.write(`kasane: ${message}\n`);
}

/** A set-up step that cannot be done; the message is one line and says how to go on. */
export class SetupError extends Error {
  name = 'SetupError';
}
