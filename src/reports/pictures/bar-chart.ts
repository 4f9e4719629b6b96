/**
 * What a picture of the bilan shows: horizontal bars, each with its label and its figures in
 * words. One kind of drawing serves them all, so that they are read the same way.
 */

/** How a series is filled: told apart in black and white, by a hatching or a grey of its own. */
export type Fill = 'dots' | 'stripes' | 'plain' | 'dark' | 'crossed';

export interface Series {
  readonly label: string;
  readonly fill: Fill;
}

export interface Bar {
  readonly label: string;
  /** One value a series; none at all when nothing is known («non suivi»). */
  readonly values: readonly number[];
  /** Said at the end of the bar. */
  readonly words: string;
  /** A mark across the bar, at that value. */
  readonly mark?: number;
}

export interface BarChart {
  /** Plain name of its file, without extension. */
  readonly name: string;
  readonly title: string;
  /** What and when it is about. */
  readonly subtitle: string;
  readonly series: readonly Series[];
  /** What the marks are. */
  readonly markLabel?: string;
  readonly bars: readonly Bar[];
  readonly note?: string;
  /** The whole picture in words, every figure included. */
  readonly alt: string;
}

/** A chart once drawn. */
export interface Picture {
  readonly png: Uint8Array;
  /** Of the drawing, in its own units: the picture may have more pixels. */
  readonly width: number;
  readonly height: number;
  readonly name: string;
  readonly title: string;
  readonly alt: string;
}
