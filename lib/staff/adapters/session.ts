import 'server-only';
import NextAuth, { CredentialsSignin, type NextAuthConfig } from 'next-auth';
import type {} from 'next-auth/jwt';
import Credentials from 'next-auth/providers/credentials';
import { refuse, type Refusal } from '../../kernel/refusal';
import { mac } from '../../kernel/secrets';
import { isUnreachable, Unreachable } from '../../kernel/unreachable';
import { VISITOR, type Staff } from '../actor';
import { bindIdentity } from '../commands/bind-identity';
import { signIn as checkPassword } from '../commands/sign-in';
import { staffSession } from '../queries/staff-session';

type Person = { id: string; name: string; email: string; role: Staff['role']; pseudonym: string };

declare module 'next-auth' {
  interface User { epoch?: number }
  interface Session { person?: Person; unreachable?: true }
}
declare module 'next-auth/jwt' {
  interface JWT { person?: string; epoch?: number }
}

/** Shown on the sign-in page as `?error=credentials&code=throttled`. */
class Throttled extends CredentialsSignin { override code = 'throttled'; }

export type OidcSettings = { issuer: string; clientId: string; clientSecret: string; name: string };

/** Any OpenID Connect provider, by `COUNTERSIGN_OIDC_ISSUER`, `_CLIENT_ID`, `_CLIENT_SECRET` and `_NAME`. */
export function oidcSettings(): OidcSettings | null {
  const { COUNTERSIGN_OIDC_ISSUER: issuer, COUNTERSIGN_OIDC_CLIENT_ID: clientId, COUNTERSIGN_OIDC_CLIENT_SECRET: clientSecret, COUNTERSIGN_OIDC_NAME: name } = process.env;
  return issuer && clientId && clientSecret ? { issuer, clientId, clientSecret, name: name ?? 'single sign-on' } : null;
}

function addressOf(request: Request): string {
  // Only the last hop is written by our own proxy; what a client claims before it counts for nothing.
  return request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? 'direct';
}

function configure(): NextAuthConfig {
  const oidc = oidcSettings();
  return {
    secret: mac('sessions', 'next-auth'),
    trustHost: true,
    session: { strategy: 'jwt', maxAge: 12 * 60 * 60 },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    logger: { error: (error) => { if (!(error instanceof CredentialsSignin)) console.error(`sign-in: ${error.name}: ${error.message}`); } },
    providers: [
      Credentials({
        credentials: { email: {}, password: { type: 'password' } },
        async authorize(credentials, request) {
          const result = await checkPassword(VISITOR, { email: String(credentials.email ?? ''), password: String(credentials.password ?? ''), address: addressOf(request) });
          if (!result.ok) throw result.code === 'throttled' ? new Throttled() : new CredentialsSignin();
          return result.value;
        },
      }),
      ...(oidc ? [{
        id: 'oidc', name: oidc.name, type: 'oidc' as const, issuer: oidc.issuer, clientId: oidc.clientId, clientSecret: oidc.clientSecret,
        checks: ['pkce', 'state', 'nonce'] as ('pkce' | 'state' | 'nonce')[],
        authorization: { params: { scope: 'openid email profile' } },
        // Claims of a scope are told at the userinfo endpoint (OpenID Connect Core 1.0, section 5.4); many providers leave them out of the ID token.
        idToken: false as const,
      }] : []),
    ],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.type !== 'oidc') return true;
        const result = await bindIdentity(VISITOR, {
          issuer: String(profile?.iss ?? oidc?.issuer ?? ''), subject: account.providerAccountId, email: String(profile?.email ?? ''), emailVerified: profile?.email_verified === true,
        }).catch(refusedIfUnreachable);
        if (!result.ok) return `/sign-in?refused=${result.code}`;
        Object.assign(user, result.value);
        return true;
      },
      async jwt({ token, user }) {
        if (user) return { ...token, person: user.id, epoch: user.epoch };
        if (!token.person || token.epoch === undefined) return null;
        const person = await staffSession(VISITOR, { id: token.person, epoch: token.epoch }).catch(refusedIfUnreachable);
        answered.set(token, person);
        return person.ok || person.code === 'unreachable' ? token : null;
      },
      async session({ session, token }) {
        const person = answered.get(token) ?? await staffSession(VISITOR, { id: token.person ?? '', epoch: token.epoch ?? -1 }).catch(refusedIfUnreachable);
        if (person.ok) return { ...session, person: person.value };
        return person.code === 'unreachable' ? { ...session, unreachable: true } : session;
      },
    },
  };
}

/** Whom a token speaks for: next-auth hands the same token from one callback to the next, and reads it anew for every request. */
const answered = new WeakMap<object, Awaited<ReturnType<typeof staffSession>>>();

/** What a callback throws, next-auth takes for a session that is none: whoever is signed in would be shown the door while the database is away. */
function refusedIfUnreachable(error: unknown): Refusal {
  if (!isUnreachable(error)) throw error;
  return refuse('unreachable');
}

export const { handlers, auth, signIn, signOut } = NextAuth(configure);

/**
 * The person behind this request, or null. Asked anew each time: closing somebody's access ends it on their next request. Throws
 * `Unreachable` where that cannot be asked.
 */
export async function viewer(): Promise<(Staff & { email: string; pseudonym: string }) | null> {
  const session = await auth();
  if (session?.unreachable) throw new Unreachable('The session could not be read.');
  return session?.person ? { kind: 'staff', ...session.person } : null;
}
