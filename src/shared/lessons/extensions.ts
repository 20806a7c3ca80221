/** Ends of files that the system opens with Kasane. */
export const [LESSON_EXTENSION, HAND_IN_EXTENSION] = ['kasane-lesson', 'kasane-handin'] as const;
