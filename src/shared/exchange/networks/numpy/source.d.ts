/** The text of a file. */
declare module '*.py?raw' {
  const text: string;
  export default text;
}
