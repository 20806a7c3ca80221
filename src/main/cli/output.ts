import stringWidth from 'string-width';

/** What people read goes to stderr while it happens and to stdout when it is a result; JSON is always the last line of stdout. */
export const note = (text: string): void => void process.stderr.write(`${text}\n`);

export const print = (text: string): void => void process.stdout.write(`${text}\n`);

export const printJson = (value: unknown) => print(JSON.stringify(value));

export const percent = (share: number) => `${(share * 100).toFixed(2)} %`;

/** As String's own, but by the columns of a terminal: East Asian letters and emoji take two. */
export const padEnd = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - stringWidth(text)));
export const padStart = (text: string, columns: number): string => ' '.repeat(Math.max(0, columns - stringWidth(text))) + text;
