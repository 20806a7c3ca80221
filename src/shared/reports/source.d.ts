/** The text of a file. */
declare module '*.css?raw' {
  const text: string;
  export default text;
}
