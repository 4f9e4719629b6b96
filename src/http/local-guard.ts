/**
 * In local mode everybody may act as anybody, so the bot answers this computer alone: no proxy, no
 * other name, no page of another site.
 */
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { frenchSpaces } from '../french/typography.ts';

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);
const forwarding = /^(?:forwarded|x-forwarded-.*|x-real-ip|via)$/;

export function localGuard(): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const why = refusal(request);
    if (why === undefined) next();
    else response.status(403).json({ error: frenchSpaces(why) });
  };
}

function refusal({ headers }: Request): string | undefined {
  const forwarded = Object.keys(headers).find((name) => forwarding.test(name));
  if (forwarded !== undefined)
    return `Refusé : le mode local n’est pas fait pour être publié derrière un serveur mandataire (en-tête ${forwarded}). Pour servir d’autres personnes, renseignez les identifiants de votre messagerie.`;
  if (!isLoopback(`http://${headers.host ?? ''}`))
    return 'Refusé : en mode local, le bot ne répond qu’à l’adresse 127.0.0.1 ou localhost de cet ordinateur.';
  // A page may ask for a picture without saying where it comes from: the browser says it then.
  const isForeign = headers['sec-fetch-site'] === 'cross-site';
  if (isForeign || (headers.origin !== undefined && !isLoopback(headers.origin)))
    return 'Refusé : en mode local, le bot ne répond pas aux pages d’un autre site.';
  return undefined;
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && loopback.has(new URL(url).hostname);
}
