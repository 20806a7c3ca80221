/** The most models that predict side by side. */
export const MOST_MODELS = 8;

/** Networks of an ensemble. */
export const MOST_MEMBERS = 64;

/** Digits of one question. */
export const MOST_DIGITS = 32;
