import type { Page } from '@playwright/test';

/** Milliseconds, one for each answer: until its bars stand, and until they are painted. */
export function latencies(page: Page, moves?: number): Promise<{ standing: number[]; painted: number[] }>;
