/** What people read goes to stderr while it happens and to stdout when it is a result; JSON is always the last line of stdout. */
export const note = (text: string): void => void process.stderr.write(`${text}\n`);

export const print = (text: string): void => void process.stdout.write(`${text}\n`);

export const printJson = (value: unknown) => print(JSON.stringify(value));

export const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
