/** Networks that are asked side by side at most. */
export const MOST_SUBJECTS = 8;
