/** The pictures of a bilan, drawn. */
import type { ReportSource } from '../report-source.ts';
import type { Picture } from './bar-chart.ts';
import { chartsOf } from './charts.ts';
import { drawSvg } from './draw-svg.ts';
import { type Medium, renderPng } from './render-png.ts';

export function drawPictures(source: ReportSource, medium: Medium): Promise<readonly Picture[]> {
  const drawn = chartsOf(source).map(async (chart) => {
    const { svg, width, height } = drawSvg(chart);
    const { name, title, alt } = chart;
    return { png: await renderPng(svg, medium), ...{ width, height, name, title, alt } };
  });
  return Promise.all(drawn);
}
