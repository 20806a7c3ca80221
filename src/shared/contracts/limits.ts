/** The most models that predict side by side. */
export const MOST_MODELS = 8;

/** Networks of an ensemble. */
export const MOST_MEMBERS = 64;

/** Images of a step that is looked at number by number. */
export const MOST_STEPPED = 8;

/** Digits of one question. */
export const MOST_IMAGES = 32;
/** Bytes of the largest image that a network takes. */
export const LARGEST_IMAGE = 128 * 128 * 3;
