import express from 'express';
import { describe, expect, it } from 'vitest';
import { noticeRoutes } from '../../src/http/notices.ts';
import { pactFile } from '../support/world.ts';

const { title, retention } = pactFile().pact;

async function read(path: string, facts = { title, retention }) {
  const server = express().use(noticeRoutes(facts)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  const text = (await response.text()).replaceAll(/[\u00a0\u202f]/g, ' ');
  server.close();
  return { response, text };
}

describe('the pages that the manifest of Teams links to', () => {
  it.each(['/', '/confidentialite', '/conditions'])('%s is there, in French', async (path) => {
    const { response, text } = await read(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text).toContain('<html lang="fr">');
  });

  it('say how long things are kept, as the pact file does', async () => {
    const { text } = await read('/confidentialite');
    expect(text).toContain('90 jours ; les brouillons, 30 jours');
    expect(text).toContain('5 ans après la clôture du pacte');
    const kept = { inboundDays: 10, draftDays: 1, refusalDays: 1, textDaysAfterClosing: null };
    const other = await read('/confidentialite', { title, retention: kept });
    expect(other.text).toContain('10 jours ; les brouillons, 1 jour');
    expect(other.text).toContain('aussi longtemps que la base');
  });

  it('show the title of the pact as text', async () => {
    const { text } = await read('/', { title: 'Pacte <b>1</b> & co', retention });
    expect(text).toContain('« Pacte &lt;b&gt;1&lt;/b&gt; &amp; co »');
  });
});
