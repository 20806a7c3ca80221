/** Networks that are asked side by side at most. */
export const MOST_SUBJECTS = 8;

/** Networks of an ensemble. */
export const MOST_MEMBERS = 64;
