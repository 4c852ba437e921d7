import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import Provider from 'oidc-provider';

/** Somebody as a provider of identities knows them. */
export type Identity = { subject: string; email: string; verified: boolean };

const CLIENT = 'countersign';

/**
 * A real OpenID Connect provider as installations have one, on this machine. It asks for no password: whoever comes is the person
 * named by `be` last. Claims of the scopes come from its userinfo endpoint, as OpenID Connect Core 1.0 section 5.4 has it.
 */
export async function startIdentityProvider({ issuer, redirectUri, secret }: { issuer: string; redirectUri: string; secret: string }): Promise<{ be(identity: Identity): void; stop(): Promise<void> }> {
  const known = new Map<string, Identity>();
  let here = '';
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT, client_secret: secret, redirect_uris: [redirectUri], grant_types: ['authorization_code'], response_types: ['code'] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['a key of the tests'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    findAccount: (_context, subject) => {
      const identity = known.get(subject);
      return identity && { accountId: subject, claims: () => ({ sub: subject, email: identity.email, email_verified: identity.verified, name: 'Somebody' }) };
    },
  });
  const callback = provider.callback();
  const consent = async (request: IncomingMessage, response: ServerResponse) => {
    await provider.interactionDetails(request, response);
    const grant = new provider.Grant({ accountId: here, clientId: CLIENT });
    grant.addOIDCScope('openid email profile');
    await provider.interactionFinished(request, response, { login: { accountId: here }, consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: false });
  };
  const server = createServer((request, response) => { void (request.url?.startsWith('/interaction/') ? consent(request, response) : callback(request, response)); });
  const { hostname, port } = new URL(issuer);
  await new Promise<void>((ready) => { server.listen(Number(port), hostname, ready); });
  return {
    be: (identity) => {
      known.set(identity.subject, identity);
      here = identity.subject;
    },
    stop: () => new Promise((gone) => {
      server.close(() => gone());
      server.closeAllConnections();
    }),
  };
}
