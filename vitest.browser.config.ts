import { defineConfig } from 'vitest/config';

/** The tests that drive a real browser: apart, because they need chromium. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
