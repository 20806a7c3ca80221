/** A cell of a table in a file, quoted where it would be taken for several. */
export const csvText = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
