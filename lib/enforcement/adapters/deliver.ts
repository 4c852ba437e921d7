import nodemailer from 'nodemailer';
import { present } from '../../kernel/assert';
import { clock } from '../../kernel/clock';
import { isMailbox } from '../../kernel/env';
import { WORKER } from '../../staff/actor';
import { settleDelivery } from '../commands/settle-delivery';
import { ATTEMPT_TIMEOUT, type Attempt } from '../delivery';
import { blanksIn, fillBlanks, plainText, type Text } from '../../decisions/notice';
import { parcel, type Parcel } from '../queries/parcel';
import { signedHeaders } from '../signature';
import { pageAddress } from './page-address';

/**
 * Makes one attempt to deliver, with no transaction open, and keeps how it ended. Killed in between, it is made again under the
 * same id, which the receiver knows already.
 */
export async function deliver(delivery: string): Promise<void> {
  const found = await parcel(WORKER, { delivery });
  if (!found.ok) return;
  // Nobody to deliver to is no attempt: the order waits until an admin says where orders go.
  if (found.value.channel === 'webhook' && found.value.to === null) throw new Error('No receiver is set');
  const began = performance.now();
  const attempt = found.value.channel === 'webhook' ? await post({ ...found.value, to: present(found.value.to, 'receiver') }) : await mail(found.value);
  const settled = await settleDelivery(WORKER, { delivery, attempt, ms: performance.now() - began, random: Math.random() });
  if (!settled.ok && settled.code !== 'move-closed') throw new Error(settled.words);
}

async function post({ order, body, to }: { order: string; body: string; to: { url: string; secrets: readonly string[] } }): Promise<Attempt> {
  try {
    const answer = await fetch(to.url, {
      method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(ATTEMPT_TIMEOUT),
      headers: { 'content-type': 'application/json', 'user-agent': 'Countersign/1', ...signedHeaders(order, clock.now(), body, to.secrets) },
    });
    await answer.body?.cancel();
    return { kind: 'answer', status: answer.status, retryAfter: answer.headers.get('retry-after') };
  } catch (error) {
    return { kind: 'silence', why: silenceOf(error) };
  }
}

function silenceOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'No answer in time';
  const cause = error instanceof Error && error.cause instanceof Error ? (error.cause as NodeJS.ErrnoException) : null;
  return cause?.code ? `No connection (${cause.code})` : 'No connection';
}

/** The text with the private address filled in. The last look comes before that: nobody receives a blank, and an address may hold three strokes in a row by chance. */
export function letterOf(notice: string, page: string, content: Text): Text {
  if (blanksIn(content, 'sealing').length > 0) throw new Error(`The notice ${notice} still has blanks.`);
  const link = pageAddress(page);
  return fillBlanks(content, { appeal_link: link, answer_link: link });
}

/** What came of a letter: taken (200), or never to be tried again (410). */
const letter = (status: 200 | 410, says: string): Attempt => ({ kind: 'answer', status, retryAfter: null, says });

/** By SMTP where `COUNTERSIGN_SMTP_URL` names a server; into the visible mailbox of a demo with `COUNTERSIGN_MAILBOX=1`. */
async function mail({ notice, page, language, content, to }: Extract<Parcel, { channel: 'mail' }>): Promise<Attempt> {
  if (isMailbox()) return letter(200, 'Put into the mailbox');
  const server = process.env.COUNTERSIGN_SMTP_URL;
  if (!server) return { kind: 'silence', why: 'No mail server is set (COUNTERSIGN_SMTP_URL)' };
  if (to === null) return letter(410, 'No address is known');
  const from = process.env.COUNTERSIGN_MAIL_FROM ?? 'decisions@worklane.example';
  const filled = letterOf(notice, page, content);
  const transport = nodemailer.createTransport(server, { connectionTimeout: ATTEMPT_TIMEOUT, greetingTimeout: ATTEMPT_TIMEOUT, socketTimeout: ATTEMPT_TIMEOUT } as object);
  try {
    await transport.sendMail({ from, to, subject: filled.subject, text: plainText(filled), messageId: `<${notice}@countersign>`, headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language } });
    return letter(200, 'Taken by the mail server');
  } catch (error) {
    const code = (error as { responseCode?: number }).responseCode;
    // A permanent refusal by the mail server (5yz, RFC 5321 section 4.2.1) is not tried for three days.
    return code !== undefined && code >= 500 && code < 600 ? letter(410, `Refused by the mail server for good (${code})`) : { kind: 'silence', why: `Mail server: ${code ?? 'no connection'}` };
  } finally {
    transport.close();
  }
}
