/** Networks that are asked side by side at most. */
export const MOST_SUBJECTS = 8;
/** Runs whose settings and curves are compared at most. */
export const MOST_COMPARED = 12;
